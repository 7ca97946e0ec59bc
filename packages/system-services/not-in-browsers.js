export * from '@noctiluca/system-services runs in Node.js only; browsers have @noctiluca/client';
