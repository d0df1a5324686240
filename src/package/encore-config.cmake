# SPDX-License-Identifier: MIT
#
# find_package(encore) gives the target encore::encore.

include(${CMAKE_CURRENT_LIST_DIR}/encore-targets.cmake)
