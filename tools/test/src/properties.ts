import { jest } from '@jest/globals';
import fc from 'fast-check';

// Jest loads this before each suite: all its properties draw from the seed of the run (`npm test -- --seed=N`).
fc.configureGlobal({ seed: jest.getSeed() });
