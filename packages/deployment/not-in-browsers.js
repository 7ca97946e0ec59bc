export * from '@noctiluca/deployment runs in Node.js only; browsers have @noctiluca/client';
