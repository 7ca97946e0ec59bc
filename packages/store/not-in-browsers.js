export * from '@noctiluca/store runs in Node.js only; browsers have @noctiluca/client';
