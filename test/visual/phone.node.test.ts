import { compareStates } from './compare-states.js';

compareStates(375, 700);
