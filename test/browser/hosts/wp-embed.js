/**
 * What WordPress does with an embed, written anew from the behaviour of wp-includes/js/wp-embed.js (6.x): the secret, the
 * first sight, 200 to 1000 px, links to the embed's own site. `ready` came with 5.9.
 */
const embeds = () => [...document.querySelectorAll('iframe.wp-embedded-content')];

addEventListener('message', ({ data, source }) => {
  const { secret, message, value } = data ?? {};
  if (typeof secret !== 'string' || /[^a-zA-Z0-9]/.test(secret)) return;
  for (const quote of document.querySelectorAll(`blockquote[data-secret="${secret}"]`))
    quote.style.display = 'none';
  for (const frame of document.querySelectorAll(`iframe[data-secret="${secret}"]`)) {
    if (frame.contentWindow !== source) continue;
    frame.removeAttribute('style');
    if (message === 'height') {
      const height = parseInt(value, 10);
      frame.height = height > 1000 ? 1000 : height >= 200 ? height : 200;
    }
    if (message === 'link') {
      const to = new URL(value);
      const own = new URL(frame.getAttribute('src'));
      if (/^https?:$/.test(to.protocol) && to.host === own.host && document.activeElement === frame)
        window.top.location.href = value;
    }
  }
});

document.addEventListener('DOMContentLoaded', () => {
  for (const frame of embeds()) {
    let secret = frame.getAttribute('data-secret');
    if (!secret) {
      secret = Math.random().toString(36).substring(2, 12);
      frame.src += `#?secret=${secret}`;
      frame.setAttribute('data-secret', secret);
    }
    frame.contentWindow.postMessage({ message: 'ready', secret }, '*');
  }
});
