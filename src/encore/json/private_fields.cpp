// SPDX-License-Identifier: MIT
#include "encore/json/private_fields.hpp"

#include "encore/base/issue_codes.hpp"
#include "encore/json/shape.hpp"

namespace encore {

namespace {

class Search {
 public:
  Search(const Tree& tree, std::vector<NodeIndex>* found, Report* report)
      : tree_(tree), found_(found), report_(report) {}

  void object(NodeIndex at, ShapeId id, const Frame* where) {
    if (!tree_[at].is(NodeKind::object)) return;
    const FieldList fields = shape(id).fields;
    FieldIterator guess = fields.begin();
    for (NodeIndex child = Tree::first(at); child < tree_[at].end; child = tree_.next(child)) {
      const FieldIterator found = fields.find(tree_[child].key, guess);
      if (found == fields.end()) continue;
      const Field field = *found;
      guess = ++FieldIterator(found);
      const Frame here = at_key(where, field.name);
      if (field.is_private()) {
        meet(child, &here);
      } else if (field.type == FieldType::object) {
        object(child, ShapeId{field.detail}, &here);
      } else if (field.type == FieldType::records) {
        elements(child, ShapeId{field.detail}, &here);
      } else if (field.type == FieldType::variations) {
        elements(child, ShapeId::sheet, &here);
      }
    }
  }

 private:
  // Elements of an array, or of an object that stands for one in a patch.
  void elements(NodeIndex at, ShapeId id, const Frame* where) {
    if (!tree_[at].is_container()) return;
    std::size_t i = 0;
    for (NodeIndex child = Tree::first(at); child < tree_[at].end; child = tree_.next(child), ++i) {
      const Frame here = tree_[at].is(NodeKind::object) ? at_key(where, tree_[child].key) : at_index(where, i);
      object(child, id, &here);
    }
  }

  void meet(NodeIndex at, const Frame* where) {
    if (found_ != nullptr) found_->push_back(at);
    if (report_ != nullptr && !tree_[at].is(NodeKind::null)) report_->add(code::private_field, where);
  }

  const Tree& tree_;
  std::vector<NodeIndex>* found_;
  Report* report_;
};

}  // namespace

std::vector<NodeIndex> private_fields(const Tree& sheet) {
  std::vector<NodeIndex> found;
  Search(sheet, &found, nullptr).object(0, ShapeId::sheet, nullptr);
  return found;
}

void report_private_fields(const Tree& tree, NodeIndex patch, const Frame* where, Report& report) {
  Search(tree, nullptr, &report).object(patch, ShapeId::sheet, where);
}

}  // namespace encore
