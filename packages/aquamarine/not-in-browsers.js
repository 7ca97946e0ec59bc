export * from '@noctiluca/aquamarine runs in Node.js only; browsers have @noctiluca/client';
