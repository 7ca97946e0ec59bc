export * from '@noctiluca/node runs in Node.js only; browsers have @noctiluca/client';
