export * from '@noctiluca/chain runs in Node.js only; browsers have @noctiluca/client';
