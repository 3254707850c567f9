// How Debian's Chromium is started: for all tests by the config, and by the tests that need a
// browser of their own.

// Each new window loads the address bar's suggestions as a page of their own, which nobody sees here: 0.4 s
// of a processor for each test, more than most tests need themselves.
const OMNIBOX = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'];
// A process that waits for the next site to be opened; a test has one site, and leaves it unused.
const SPARE = ['SpareRendererForSitePerProcess'];

// Of two such switches Chromium reads the last, so Playwright's own list stands here once more
// (playwright-core, chromiumSwitches.ts; tests/runner/chromium.test.js compares).
export const disabledFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'DialMediaRouteProvider', 'GlobalMediaControls', 'HttpsUpgrades',
  'LensOverlay', 'MediaRouter', 'PaintHolding', 'ThirdPartyStoragePartitioning', 'BlockOriginHeaderModificationOnRedirect',
  'AvoidCorsURLLoaderRestartOnRedirect', 'Translate', 'AutoDeElevate', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled',
  'msForceBrowserSignIn', 'msEdgeUpdateLaunchServicesPreferredVersion', ...OMNIBOX, ...SPARE,
];

export const chromiumOptions = {
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', `--disable-features=${disabledFeatures.join(',')}`,
  ],
};
