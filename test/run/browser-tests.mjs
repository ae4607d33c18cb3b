/**
 * The tests in Chromium, Firefox and WebKitGTK. A process of its own, started by `test.mjs` with what it found: the
 * runner may end its process when something goes wrong, and the counts must be printed all the same.
 */
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import { chromeLauncher } from '@web/test-runner-chrome';
import { defaultReporter, startTestRunner } from '@web/test-runner';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import puppeteer from 'puppeteer-core';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { workerFiles } from '../../rollup.config.mjs';
import { commandsPlugin, engineOf } from './commands.mjs';
import { startWebKitDriver } from './webkit.mjs';

const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // root has no sandbox
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=en-US',
];

/** Serves the files that the build makes, at the places where the sources name them. */
const workerFilesPlugin = () => ({
  name: 'worker-files',
  async serve({ path }) {
    const file = workerFiles.find(({ folder, name }) => path === `/src/${folder}/${name}`);
    return file && { body: await file.read(), type: 'js' };
  },
});

const launchers = {
  chromium: (executablePath) =>
    chromeLauncher({ concurrency: 1, puppeteer, launchOptions: { executablePath, args: chromiumArguments } }),
  firefox: (executablePath) =>
    chromeLauncher({ concurrency: 1, puppeteer, launchOptions: { browser: 'firefox', executablePath } }),
  webkit: ({ miniBrowser }, port) =>
    webdriverLauncher({
      hostname: '127.0.0.1',
      port,
      path: '/',
      logLevel: 'error',
      capabilities: {
        browserName: 'MiniBrowser',
        'wdio:enforceWebDriverClassic': true,
        'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation'] },
      },
    }),
};

function* testsIn(suite) {
  if (!suite) return;
  yield* suite.tests;
  for (const inner of suite.suites) yield* testsIn(inner);
}

/** Counts of one engine. A file that failed without a failed test (it could not be loaded, say) counts as one. */
function count(name, sessions) {
  const result = { name, passed: 0, failed: 0, skipped: 0 };
  for (const session of sessions.filter(({ browser }) => engineOf(browser) === name)) {
    let failed = 0;
    let tests = 0;
    for (const test of testsIn(session.testResults)) {
      tests += 1;
      if (test.skipped) {
        result.skipped += 1;
        console.log(`skipped in ${name}: ${test.name}`);
      } else if (test.passed) result.passed += 1;
      else failed += 1;
    }
    if (failed === 0 && (!session.passed || tests === 0)) {
      failed = 1;
      console.log(
        `failed in ${name}: ${session.testFile} ${tests === 0 ? 'has no test' : 'could not be run'}`,
      );
    }
    result.failed += failed;
  }
  return result;
}

async function runBrowserTests({ files, browsers }) {
  const engines = Object.keys(browsers);
  const driver = browsers.webkit && (await startWebKitDriver(browsers.webkit));
  let sessions = [];
  try {
    const runner = await startTestRunner({
      readCliArgs: false,
      readFileConfig: false,
      autoExitProcess: false,
      config: {
        files,
        nodeResolve: true,
        concurrency: 1, // a second page in one browser is hidden and gets no animation frames
        concurrentBrowsers: engines.length,
        filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
        // What a test waits for has its own limit; these end what hangs, on the slowest machine not what is slow.
        browserStartTimeout: 120_000,
        testsFinishTimeout: 600_000,
        testFramework: { config: { timeout: 90_000 } },
        plugins: [
          workerFilesPlugin(),
          esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json' }),
          a11ySnapshotPlugin(),
          commandsPlugin(),
        ],
        reporters: [
          defaultReporter({ reportTestResults: true, reportTestProgress: false }),
          { onTestRunFinished: (run) => (sessions = run.sessions) },
        ],
        browsers: engines.map((engine) => launchers[engine](browsers[engine], driver?.port)),
      },
    });
    await new Promise((resolve) => runner.on('stopped', resolve));
  } finally {
    driver?.stop();
  }
  return engines.map((engine) => count(engine, [...sessions]));
}

process.once('message', async (task) => {
  const results = await runBrowserTests(task);
  process.send(results, () => process.exit());
});
