import { compareStates } from './compare-states.js';

compareStates(1024, 700);
