import { giveToken, isTokenGiven, isTokenWanted } from '../../api/token.js';

/** Asks for a peer's token while one is wanted. */
export function TokenForm() {
  if (!isTokenWanted.value) return null;
  return (
    <form
      class="banner"
      onSubmit={(event) => {
        event.preventDefault();
        giveToken(`${new FormData(event.currentTarget).get('token') ?? ''}`);
      }}
    >
      <label>
        {isTokenGiven() ? 'That is not the token of this peer. ' : 'This peer wants its token. '}
        <code>noctiluca.http_token</code> <input name="token" type="password" autocomplete="off" required />
      </label>{' '}
      <button type="submit">Go on</button>
    </form>
  );
}
