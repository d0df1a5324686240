// SPDX-License-Identifier: MIT
//
// Documents made from the decoder's own field tables: every field, word and bound that a
// sheet may have is reached without listing it a second time. Values are mostly valid and
// small, ids come from one small pool so that references meet, and edges and faults are mixed
// in; a document wrong everywhere would never get past decoding.
#pragma once

#include <string>

#include "dice.hpp"
#include "encore/json/shape.hpp"

namespace encore::fuzz {

/// Appends a value for `field`. `place`: the position in its list, which makes ids differ.
void grow_field(std::string& to, const Field& field, Dice& dice, std::size_t place, std::size_t depth);

/// Appends an object of that shape: what is required, and some of the rest.
void grow_shape(std::string& to, ShapeId id, Dice& dice, std::size_t place, std::size_t depth);

/// Appends a JsonLogic rule over what a trigger can see.
void grow_rule(std::string& to, Dice& dice, std::size_t depth);

/// Appends any JSON value at all.
void grow_anything(std::string& to, Dice& dice, std::size_t depth);

/// Appends an event of a session, now and then one that no host would send.
void grow_event(std::string& to, Dice& dice);

/// Appends a time in milliseconds: mostly within the hours for which the documents' deadlines are.
void grow_moment(std::string& to, Dice& dice);

}  // namespace encore::fuzz
