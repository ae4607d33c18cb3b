import { compareStates } from './compare-states.js';

compareStates(1920, 1080);
