// SPDX-License-Identifier: MIT
export default { types: { steps: [['tsc', '-p', '.']] } };
