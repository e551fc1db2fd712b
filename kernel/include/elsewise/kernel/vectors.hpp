// Interned value vectors: equal values of all fluents, equal VectorId.
#pragma once

#include <cstring>
#include <vector>

#include "elsewise/kernel/hashing.hpp"
#include "elsewise/kernel/ids.hpp"
#include "elsewise/kernel/values.hpp"

namespace elsewise::kernel {

// A row is `stride()` codes long: one per fluent, then zeros up to a multiple of four.
// Rows never move.
class VectorStore {
public:
    explicit VectorStore(std::uint32_t fluents, const LimitChecker* limits = nullptr)
        : stride_((std::size_t{fluents} + 3) / 4 * 4), space_(space_of(limits)), index_(limits) {
        if (stride_ == 0) {
            stride_ = 4;
        }
        while ((stride_ << log_) > CHUNK_CODES && log_ > 4) {
            --log_;
        }
    }

    std::size_t stride() const { return stride_; }
    std::size_t size() const { return size_; }
    // Several threads may use it from now on, or one only.
    void share(bool shared) {
        index_.share(shared);
        // More would not fit into memory: a chunk takes half a megabyte or more.
        chunks_.reserve(std::size_t{1} << 20);
    }

    const Code* row(VectorId id) const {
        const std::size_t mask = (std::size_t{1} << log_) - 1;
        return &chunks_[id.index() >> log_][(id.index() & mask) * stride_];
    }

    // `row` is stride() codes long; it may be a row of this store.
    VectorId intern(const Code* row) {
        return VectorId(index_.find_or_add(
            hash(row),
            [&](std::uint32_t id) {
                return std::memcmp(this->row(VectorId(id)), row, stride_ * sizeof(Code)) == 0;
            },
            [&] { return add(row); }));
    }

private:
    static constexpr std::size_t CHUNK_CODES = std::size_t{1} << 19;

    std::uint64_t hash(const Code* row) const {
        std::uint64_t hash = stride_;
        for (std::size_t i = 0; i < stride_; i += 4) {
            std::uint64_t word;
            std::memcpy(&word, row + i, sizeof word);
            hash = hash_combine(hash, word);
        }
        return hash_finish(hash);
    }

    std::uint32_t add(const Code* row) {
        if ((size_ >> log_) == chunks_.size()) {
            chunks_.push_back(array_in<Code>(space_, stride_ << log_));
        }
        const VectorId id(static_cast<std::uint32_t>(size_++));
        std::memcpy(const_cast<Code*>(this->row(id)), row, stride_ * sizeof(Code));
        return id.index();
    }

    std::size_t stride_;
    unsigned log_ = 14;
    Space* space_;
    std::vector<Array<Code>> chunks_;
    HashIndex index_;
    std::size_t size_ = 0;
};

}  // namespace elsewise::kernel
