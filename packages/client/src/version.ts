/** Version of this package, as a relay learns it; a test holds it to package.json. */
export const VERSION = '1.0.0';
