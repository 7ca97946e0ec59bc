export * from '@noctiluca/ipfs runs in Node.js only; browsers have @noctiluca/client';
