export * from '@noctiluca/spells runs in Node.js only; browsers have @noctiluca/client';
