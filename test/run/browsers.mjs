/**
 * Finds the three browsers, and installs them with apt where there is apt and the right to use it. For each: its
 * environment variable, then the usual places, then apt, then a message that says what to do.
 */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { must } from './processes.mjs';

const debianPackages = ['chromium', 'firefox-esr', 'webkit2gtk-driver', 'xvfb', 'fonts-dejavu-core'];

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const onPath = (...names) =>
  names.flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)));

const inProgramFiles = (...names) =>
  names.flatMap((name) =>
    [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA]
      .filter(Boolean)
      .map((folder) => join(folder, name)),
  );

/** MiniBrowser is not on the PATH: it lies in the library folder of the machine's architecture. */
const miniBrowsers = () =>
  existsSync('/usr/lib')
    ? ['/usr/lib', ...readdirSync('/usr/lib').map((name) => `/usr/lib/${name}`)].flatMap((folder) => [
        `${folder}/webkit2gtk-4.1/MiniBrowser`,
        `${folder}/webkit2gtk-4.0/MiniBrowser`,
      ])
    : [];

const places = {
  linux: {
    chromium: () =>
      onPath('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'),
    firefox: () => onPath('firefox-esr', 'firefox'),
  },
  darwin: {
    chromium: () =>
      ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
        (app) => `/Applications/${app}.app/Contents/MacOS/${app}`,
      ),
    firefox: () => ['/Applications/Firefox.app/Contents/MacOS/firefox'],
  },
  win32: {
    chromium: () =>
      inProgramFiles(
        'Google\\Chrome\\Application\\chrome.exe',
        'Chromium\\Application\\chrome.exe',
        'Microsoft\\Edge\\Application\\msedge.exe',
      ),
    firefox: () => inProgramFiles('Mozilla Firefox\\firefox.exe'),
  },
};

function find(engine, variable) {
  const wanted = process.env[variable];
  if (wanted) {
    if (!isProgram(wanted)) throw new Error(`${variable} names ${wanted}, which is not a program.`);
    return wanted;
  }
  return places[process.platform]?.[engine]().find(isProgram);
}

/** WebKit needs three programs: the browser, its driver, and a display to draw on. */
function findWebKit() {
  const webkit = {
    miniBrowser: miniBrowsers().find(isProgram),
    driver: onPath('WebKitWebDriver').find(isProgram),
    xvfb: onPath('Xvfb').find(isProgram),
  };
  return Object.values(webkit).every(Boolean) ? webkit : undefined;
}

const findAll = () => ({
  chromium: find('chromium', 'CHROME_PATH'),
  firefox: find('firefox', 'FIREFOX_PATH'),
  webkit: process.platform === 'linux' ? findWebKit() : undefined,
});

/** The words to put before `apt-get`: none for root, sudo where it asks for no password, else `null`. */
function aptPrefix() {
  if (!onPath('apt-get').some(isProgram)) return null;
  if (process.getuid() === 0) return [];
  try {
    execFileSync('sudo', ['-n', 'true'], { stdio: 'ignore' });
    return ['sudo', '-n'];
  } catch {
    return null; // no sudo, or it would ask for a password
  }
}

/** Where Debian's package puts the font in which the pictures of `test/visual` are taken. */
const font = '/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf';

async function installByApt(packages) {
  const prefix = aptPrefix();
  if (!prefix) return;
  const apt = (...args) => {
    const [command, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
    return must(command, rest);
  };
  await apt('update', '-qq');
  await apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
}

/**
 * Installs the font where the browsers were there without it. That may fail: what needs the font says that it is
 * missing.
 */
export async function installFont() {
  if (process.platform !== 'linux' || existsSync(font)) return;
  await installByApt(['fonts-dejavu-core']).catch((error) => console.log(`Notice: ${error.message}`));
}

/**
 * The browsers that are wanted, by engine; those that may be missing here (Firefox and WebKit on a newcomer's macOS
 * or Windows) are left out with a notice.
 * @param {readonly string[]} engines `chromium`, `firefox`, `webkit`
 */
export async function findBrowsers(engines) {
  const missing = (found) => engines.filter((engine) => !found[engine]);
  let found = findAll();
  if (missing(found).length > 0 && process.platform === 'linux') {
    await installByApt(debianPackages);
    found = findAll();
  }
  const mayBeMissing = process.platform !== 'linux' && !process.env.CI;
  for (const engine of missing(found)) {
    if (engine === 'chromium' || !mayBeMissing) {
      throw new Error(
        `No ${engine} was found. On Debian: apt-get install ${debianPackages.join(' ')}. ` +
          'Elsewhere install Chrome and Firefox, or name them in CHROME_PATH and FIREFOX_PATH.',
      );
    }
    console.log(`Notice: no ${engine} here, so its tests are left out. CI runs them.`);
  }
  return Object.fromEntries(
    engines.filter((engine) => found[engine]).map((engine) => [engine, found[engine]]),
  );
}
