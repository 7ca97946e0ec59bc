/** Published test vectors, spec/nox.md §1.6. */
export const vectors = {
  secretKey: '7h48PQ/f1rS9TxacmgODxbD42Il9B3KC117jvOPppPE=',
  peerId: '12D3KooWANqfCDrV79MZdMnMqTvDdqSAPSxdgFY1L6DCq2DVGB4D',
  message: 'message',
  messageSignature:
    'sBW7H6/1fwAwF86ldwVm9BDu0YH3w30oFQjTWX0Tiu9yTVZHmxkV2OX4GL5jn0Iz0CrasGcOfozzkZwtJBPMBg==',
  particle: {
    id: '2883f959-e9e7-4843-8c37-205d393ca372',
    timestamp: 1696934545662,
    ttl: 7000,
    script: 'abc',
  },
  signedBytes: 'Mjg4M2Y5NTktZTllNy00ODQzLThjMzctMjA1ZDM5M2NhMzcy/kguGYsBAABYGwAAYWJj',
  particleSignature:
    'KceXDnOfqe0dOnAxiDsyWBIvUq6WHoT0ge+VMHXOZsjZvCNH7/10oufdlYfcPomfv28On6E87ZhDcHGBZcb7Bw==',
};

/** The facts listed for nox's frame vector, spec/nox.md §1.4. */
export const frameFacts = {
  id: 'd205d148-4cf1-4e76-8f6e-fce9810f5e6c',
  initPeerId: '12D3KooWLLF7gQKb77xXHVZn3KXa14xp3RBiAkbnK2UBRpDaR8Kb',
  timestamp: 1700574959059,
  ttl: 0,
};
