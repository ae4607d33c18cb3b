/** Whether keys are those of Apple's computers, where Command does what Control does elsewhere. */
export const isMac = (): boolean => /Mac|iP(hone|ad)/.test(navigator.platform);
