export * from '@noctiluca/common/sha256 runs in Node.js only; browsers have @noctiluca/client';
