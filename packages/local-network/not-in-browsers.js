export * from '@noctiluca/local-network runs in Node.js only; browsers have @noctiluca/client';
