export * from '@noctiluca/cli runs in Node.js only; browsers have @noctiluca/client';
