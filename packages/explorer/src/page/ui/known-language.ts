// uPlot asks for the format of numbers when it is loaded, in the language that the browser says it has. One that was started with
// LANG=C says `en-US@posix`, which no browser knows: that would end the view.
try {
  new Intl.NumberFormat(navigator.language);
} catch {
  Object.defineProperty(navigator, 'language', { value: 'en-US' });
}

export {};
