// js-client 0.9 makes a key of a stored seed by way of a JWK without its public part, which Node.js 24 refuses ("Invalid JWK OKP
// key"). Imported before js-client, this gives it the key of that seed on every version.
import crypto from 'node:crypto';

const create = crypto.createPrivateKey;
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

crypto.createPrivateKey = (input) => {
  const { kty, x, d } = input?.key ?? {};
  if (kty !== 'OKP' || x !== '') return create(input);
  return create({ key: Buffer.concat([PKCS8, Buffer.from(d, 'base64url')]), format: 'der', type: 'pkcs8' });
};
