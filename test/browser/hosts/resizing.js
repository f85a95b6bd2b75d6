// Twenty widths in a second, then rest.
const column = document.getElementById('column');
let turn = 0;
const timer = setInterval(() => {
  turn++;
  column.style.width = turn < 20 ? `${320 + ((turn * 97) % 320)}px` : '480px';
  if (turn === 20) {
    clearInterval(timer);
    document.documentElement.dataset.rests = '';
  }
}, 50);
