/** What `npm start` and `npm test` need before they can do their work: installed packages and a fresh build. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { must } from './processes.mjs';

/** npm's own note of what it installed last. */
const installed = 'node_modules/.package-lock.json';

/** Written last of all by a build that succeeded. */
const built = 'dist/define.d.ts';

const sources = ['src', 'rollup.config.mjs', 'tsconfig.json', 'package-lock.json'];

const time = (path) => statSync(path).mtimeMs;

/** The time of the newest file or folder; a folder's time changes when a file in it is deleted. */
function newest(path) {
  if (!statSync(path).isDirectory()) return time(path);
  const inside = readdirSync(path, { recursive: true }).map((name) => time(`${path}/${name}`));
  return inside.reduce((latest, each) => Math.max(latest, each), time(path));
}

/** Installs what the lock file names, if that has not been done since the lock file changed. */
export async function installPackages() {
  const [major] = process.versions.node.split('.');
  if (Number(major) < 20) throw new Error(`Node.js 20 or newer is needed; this is ${process.version}.`);
  if (existsSync(installed) && time(installed) >= time('package-lock.json')) return;
  await must('npm', ['ci', '--no-audit', '--no-fund']);
}

/** Builds `dist/`, if the sources are newer than it. */
export async function buildIfStale() {
  const latest = Math.max(...sources.map(newest));
  if (existsSync(built) && time(built) >= latest) return;
  await must('npm', ['run', '--silent', 'build']);
}
