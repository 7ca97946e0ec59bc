export * from '@noctiluca/explorer runs in Node.js only; browsers have @noctiluca/client';
