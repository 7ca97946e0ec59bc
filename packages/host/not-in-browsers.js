export * from '@noctiluca/host runs in Node.js only; browsers have @noctiluca/client';
