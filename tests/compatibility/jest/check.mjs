// SPDX-License-Identifier: MIT
//
// The package is made of ES modules, which Jest runs with this flag of Node; Node warns that it is experimental.
export default {
  jsdom: {
    steps: [['node', '--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--ci']],
    warnings: [/ExperimentalWarning: VM Modules|node --trace-warnings/],
  },
};
