/** A page of one incident, a list and a sheet, as the program draws them and with no error: tests put one in. */
const link = (name: string) =>
  `<a class="source" href="https://${name}.example/28" target="_blank">${name}</a>`;

const row = (n: number, claimant: string, killed: string, wounded: string, said: string, source: string) => `
  <tr class="chosen" data-claim="barda/${n}" data-about="barda">
    <td class="day">28 Oct 2020</td><th class="place"><button>Barda city</button></th>
    <td class="claimant">${claimant}<span class="party">Azerbaijan</span></td><td class="kind">said</td>
    <td class="killed">${killed}</td><td class="wounded">${wounded}</td>
    <td class="statement">${said}</td><td class="reported">28 Oct 2020</td>
    <td class="sources"><span class="sources">${source}</span></td>
  </tr>`;

const item = (n: number, said: string, source: string) => `
  <li class="claim" data-claim="barda/${n}"><p class="statement">${said}</p><p class="meta">${source}</p></li>`;

const SAID = ['Reports 14 killed and 40 wounded.', 'Reports 20 killed.', 'Reports 21 killed and 60 wounded.'];

export const PAGE = `<!doctype html><html><body>
<div id="map"><svg><g class="spot strike" aria-label="Barda: 20–21 reported killed"><text>20–21</text></g></svg></div>
<section id="timeline">
  <p class="sentence"><span><strong>28 October 2020:</strong> 1 incident, </span><a href="#table" class="figure killed" aria-label="20–21. Reported killed: show the claims">20–21</a> reported killed, <a href="#table" class="figure wounded" aria-label="60. Reported wounded: show the claims">60</a> reported wounded.</p>
  <input id="day" type="range" aria-valuetext="28 October 2020: 1 incident, 20 to 21 reported killed, 60 reported wounded">
  <svg class="chart"><line x1="0" x2="200" y1="50" y2="50" />
    <g class="figures"><text class="killed" x="90" y="20">20–21</text><text class="wounded" x="110" y="20">60</text></g>
    <g class="axis"><text x="50" y="99">27 Oct</text><text x="100" y="99">Wed 28 Oct</text></g></svg>
</section>
<p id="coverage-line">The incidents hold 20–21 of the 93 deaths that Azerbaijan counts. <a href="#coverage">Why this matters</a></p>
<div id="panel"><div class="panel-body">
  <h2 id="incident-title">Barda city</h2><p class="when">28 October 2020, about 13:30</p>
  <p class="area">Barda district · then under Azerbaijani control</p>
  <div class="tolls">
    <div class="toll killed"><p class="number">20–21</p><p class="unit">reported killed</p>
      <p class="ends">Lowest: <span><a class="source" href="https://repost.example/28">Repost</a></span><br>Highest: <span><a class="source" href="https://prosecutor.example/28">Prosecutor</a></span></p></div>
    <div class="toll wounded"><p class="number">60</p><p class="unit">reported wounded</p>
      <p class="ends">Reported by <span><a class="source" href="https://prosecutor.example/28">Prosecutor</a></span></p></div>
  </div>
  <figure class="trail killed"><svg><g><text class="value"><a href="https://agency.example/28" aria-label="14, 28 October 2020, agency">14</a></text></g><g><text class="value"><a href="https://prosecutor.example/28" aria-label="21, 28 October 2020, prosecutor">21</a></text></g></svg>
    <ol class="trail-steps"><li><strong>14</strong> ${link('agency')}</li><li><strong>21</strong> ${link('prosecutor')}</li></ol></figure>
  <ul class="claims">${item(1, SAID[0]!, link('agency'))}${item(2, SAID[1]!, link('repost'))}${item(3, SAID[2]!, link('prosecutor'))}</ul>
  <section class="open"><ul><li>Some texts count 20 civilians killed; a 16-year-old died at 13:30.</li></ul></section>
  <section class="where"><ul><li>Barda: the point is the named town itself.</li></ul></section>
</div></div>
<section id="table"><table><tbody>
  ${row(1, 'Prosecutor', '14', '40', `${SAID[0]}<span class="flags">replaced later</span>`, link('agency'))}
  ${row(2, 'Repost', '20', 'no figure', SAID[1]!, link('repost'))}
  ${row(3, 'Prosecutor', '21', '60', SAID[2]!, link('prosecutor'))}
</tbody></table></section>
<section id="about">
  <div id="coverage"><p>The incidents in places then under Azerbaijani control hold 20–21 reported deaths; Azerbaijan counts 93. Counted in: ${link('count')} Killed: 54 men, 39 women.</p></div>
  <ul class="totals"><li><strong>2021</strong> · Azerbaijan: Reports 93 killed. ${link('count')}</li></ul>
  <p class="rule">Unknown is not zero, and no one adds two claims.</p>
</section>
</body></html>`;

export const LIST = `<div id="panel"><p class="hint">1 reported incident.</p><ul class="incidents">
  <li><button class="incident-button" data-incident="barda"><span class="name">Barda city</span><span class="figures">20–21 reported killed, 60 reported wounded</span></button></li>
</ul></div>`;

export const SHEET = `<!doctype html><html><body><article class="handout">
<header class="handout-cover">
  <svg aria-label="Map of the places with reported strikes"><text x="1" y="1">20–21</text><text>20 km</text></svg>
  <figcaption>Places with strikes reported for 28 October 2020. <b>Barda city</b>: 20–21 reported killed, 60 reported wounded. Reported by Prosecutor and 1 other.</figcaption>
  <svg aria-label="Timeline of the reported killed and wounded, day by day"><g><line x1="0" x2="200" y1="50" y2="50" /><text x="90" y="20">20–21</text><text x="100" y="99">Wed 28 Oct</text></g></svg>
</header>
<section class="handout-step"><h2>1. Hour by hour</h2><div class="handout-view">
  <svg aria-label="Map of the places with reported strikes"><text>20–21</text></svg>
  <p class="handout-when">28 October 2020, with everything said since</p>
  <p>Within one day the office gave 14 and 21 killed, the last at 15:15, 20 km away.</p>
  <p class="handout-figures"><b>Barda city</b>: 20–21 reported killed, 60 reported wounded. Reported by Prosecutor and 1 other.</p>
</div><p class="handout-sources">Sources: agency [1], prosecutor [3]</p></section>
<table class="handout-claims"><tbody>
  <tr class="incident"><th><b>Barda city</b> 28 October 2020: 20–21 reported killed, 60 reported wounded. Reported by Prosecutor and 1 other.</th></tr>
  <tr><td>28 Oct 2020</td><td>Prosecutor</td><td>said</td><td class="killed">14</td><td class="wounded">40</td><td class="statement">${SAID[0]}<span class="handout-marks"> (replaced later)</span></td><td>[1]</td></tr>
  <tr><td>28 Oct 2020</td><td>Repost</td><td>said</td><td class="killed">20</td><td class="wounded">–</td><td class="statement">${SAID[1]}</td><td>[2]</td></tr>
  <tr><td>28 Oct 2020</td><td>Prosecutor</td><td>said</td><td class="killed">21</td><td class="wounded">60</td><td class="statement">${SAID[2]}</td><td>[3]</td></tr>
</tbody></table>
<ol class="handout-source-list"><li>Agency. <span class="address">https://agency.example/28</span></li><li>Repost. <span class="address">https://repost.example/28</span></li><li>Prosecutor. 21 killed. <span class="address">https://prosecutor.example/28</span></li></ol>
</article></body></html>`;
