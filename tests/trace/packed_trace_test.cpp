// Packed traces, and files as the system has them.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "trace_text.hpp"

using namespace thaw;
using thaw::testing::arrivals;
using thaw::testing::TraceText;
using Texts = std::vector<std::string>;

namespace {

std::string gzipped(const std::string& bytes) {
  z_stream stream{};
  REQUIRE(deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY) == Z_OK);
  std::string packed(deflateBound(&stream, bytes.size()), '\0');
  std::string in = bytes;
  stream.next_in = reinterpret_cast<Bytef*>(in.data());
  stream.avail_in = static_cast<uInt>(in.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  REQUIRE(deflate(&stream, Z_FINISH) == Z_STREAM_END);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

std::string zstd(const std::string& bytes) {
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 3));
  return packed;
}

/// So many rows that packed and unpacked bytes fill several blocks.
std::string long_trace() {
  std::string bytes = "arrival_s,duration_ms\n";
  for (unsigned i = 0; i < 120'000; ++i)
    bytes += std::to_string(i) + "." + std::to_string(i * 2'654'435'761U % 1'000'000) + ",1.5\n";
  return bytes;
}

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "thaw-trace-XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }

  std::string write(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
    return (path_ / name).string();
  }
  std::filesystem::path path_;
};

TraceText of_file(const std::string& path) {
  TraceText text;
  text.trace().file = path;
  return text;
}

Texts file_faults(TraceFiles& files, const TraceText& text) {
  return TraceText::faults_of([&] { TraceText::all(*files.open(text.scenario, text.scenario.sources[0])); });
}

}  // namespace

TEST_CASE("packed traces give the rows of the plain one") {
  const std::string bytes = long_trace();
  const auto plain = arrivals(TraceText().rows(bytes));
  REQUIRE(plain.size() == 120'000);
  CHECK(arrivals(TraceText().rows(gzipped(bytes))) == plain);
  CHECK(arrivals(TraceText().rows(zstd(bytes))) == plain);
  const std::string first = bytes.substr(0, 1'000'000), second = bytes.substr(1'000'000);
  CHECK(arrivals(TraceText().rows(gzipped(first) + gzipped("") + gzipped(second) + std::string(512, '\0'))) == plain);
  CHECK(arrivals(TraceText().rows(zstd(first) + zstd("") + zstd(second))) == plain);
  const std::string skippable("\x50\x2A\x4D\x18\x03\0\0\0abc", 11);
  CHECK(arrivals(TraceText().rows(skippable + zstd(bytes))) == plain);
}

TEST_CASE("a packed trace that is cut off is refused with the line reached") {
  const std::string bytes = long_trace();
  for (const std::string& packed : {gzipped(bytes), zstd(bytes)}) {
    const auto faults = TraceText().faults(packed.substr(0, packed.size() / 2));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].find("data ends in the middle") != std::string::npos);
    const long line = std::strtol(faults[0].c_str(), nullptr, 10);
    CHECK(line > 30'000);
    CHECK(line < 90'000);
  }
  CHECK(TraceText().faults(gzipped("arrival_s,duration_ms\n0,1\n").substr(0, 5)) == Texts{"1:1: the gzip data ends in the middle"});
}

TEST_CASE("damaged packed data and bytes after it are refused") {
  std::string packed = gzipped("arrival_s,duration_ms\n0,1\n");
  packed[packed.size() - 6] ^= 1;
  CHECK(TraceText().faults(packed) == Texts{"3:1: the gzip data is damaged (incorrect data check)"});
  packed = gzipped("arrival_s,duration_ms\n0,1\n") + "tail";
  CHECK(TraceText().faults(packed) == Texts{"3:1: there are bytes after the end of the gzip data"});
  packed = zstd("arrival_s,duration_ms\n0,1\n") + "tail";
  CHECK(TraceText().faults(packed) == Texts{"3:1: the zstd data is damaged (Unknown frame descriptor)"});
}

TEST_CASE("a trace that unpacks to too much is refused") {
  const std::string bytes = long_trace();
  const InputLimits small{.unpacked_bytes = 600'000, .ratio = 10'000, .ratio_from_bytes = 1'000'000};
  const auto faults = TraceText::faults_of([&] { TraceText::all(*TraceText().open(gzipped(bytes), true, small)); });
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].ends_with("unpacks to more than 600000 bytes"));
  std::string bomb = "arrival_s,duration_ms\n";
  for (int i = 0; i < 400'000; ++i) bomb += "1,1\n";
  const InputLimits steep{.unpacked_bytes = 1U << 30U, .ratio = 20, .ratio_from_bytes = 300'000};
  for (const std::string& packed : {gzipped(bomb), zstd(bomb)}) {
    const auto steep_faults = TraceText::faults_of([&] { TraceText::all(*TraceText().open(packed, true, steep)); });
    REQUIRE(steep_faults.size() == 1);
    CHECK(steep_faults[0].ends_with("unpacks to more than 20 times its size, which no real trace does"));
  }
}

TEST_CASE("a stream that is given up early stops its thread") {
  const std::string packed = gzipped(long_trace());
  for (int i = 0; i < 20; ++i) CHECK_FALSE(TraceText().open(packed)->next().empty());
}

TEST_CASE("files are read again with the same rows") {
  const Folder folder;
  const TraceText text = of_file(folder.write("t.csv.gz", gzipped("arrival_s,duration_ms\n1,1\n2,1\n")));
  TraceFiles files;
  for (int i = 0; i < 2; ++i) {
    const auto stream = files.open(text.scenario, text.scenario.sources[0]);
    CHECK(stream->repeatable());
    CHECK(TraceText::all(*stream).size() == 2);
  }
}

TEST_CASE("a file that is missing, a folder, or not ours to read is refused") {
  const Folder folder;
  TraceFiles files;
  CHECK(file_faults(files, of_file((folder.path_ / "none.csv").string())) == Texts{"0:0: cannot open: No such file or directory"});
  CHECK(file_faults(files, of_file(folder.path_.string())) == Texts{"0:0: this is a directory, expected a CSV file"});
  CHECK(file_faults(files, of_file(folder.write("e.csv", ""))) ==
        Texts{"1:1: the file is empty, expected a header such as arrival_s,duration_ms"});
}

TEST_CASE("a file that changes between two readings is refused") {
  const Folder folder;
  const TraceText text = of_file(folder.write("t.csv", "arrival_s,duration_ms\n1,1\n"));
  TraceFiles files;
  CHECK(file_faults(files, text).empty());
  folder.write("t.csv", "arrival_s,duration_ms\n1,1\n2,2\n");
  CHECK(file_faults(files, text) == Texts{"0:0: the file is no longer the one that was read before"});
}

TEST_CASE("a file that grows while it is read is refused") {
  const Folder folder;
  const TraceText text = of_file(folder.write("t.csv", long_trace()));
  TraceFiles files;
  const auto stream = files.open(text.scenario, text.scenario.sources[0]);
  CHECK_FALSE(stream->next().empty());
  std::ofstream(folder.path_ / "t.csv", std::ios::app) << "999999,1\n";
  const auto faults = TraceText::faults_of([&] { TraceText::all(*stream); });
  REQUIRE(faults.size() == 1);
  CHECK(faults[0].ends_with("the file was changed while it was read"));
}

TEST_CASE("a file that is removed while it is read is read to its end") {
  const Folder folder;
  const TraceText text = of_file(folder.write("t.csv", long_trace()));
  TraceFiles files;
  const auto stream = files.open(text.scenario, text.scenario.sources[0]);
  std::filesystem::remove(folder.path_ / "t.csv");
  CHECK(TraceText::all(*stream).size() == 120'000);
}

TEST_CASE("a named pipe is read once") {
  const Folder folder;
  const std::string path = (folder.path_ / "pipe").string();
  REQUIRE(mkfifo(path.c_str(), 0600) == 0);
  std::thread writer([&] { std::ofstream(path) << "arrival_s,duration_ms\n1,1\n2,1\n"; });
  const TraceText text = of_file(path);
  TraceFiles files;
  const auto stream = files.open(text.scenario, text.scenario.sources[0]);
  CHECK_FALSE(stream->repeatable());
  CHECK(TraceText::all(*stream).size() == 2);
  writer.join();
}

TEST_CASE("a packed pipe that falls silent does not hold up who gives it up") {
  int ends[2];
  REQUIRE(pipe(ends) == 0);
  std::string bytes = "arrival_s,duration_ms\n";
  for (int i = 0; i < 1'000'000; ++i) bytes += "1,1\n";
  const std::string packed = gzipped(bytes);
  const std::size_t sent = packed.size() - 200;
  REQUIRE(sent < 65'536);
  REQUIRE(write(ends[1], packed.data(), sent) == static_cast<ssize_t>(sent));
  const TraceText text = of_file("/dev/fd/" + std::to_string(ends[0]));
  TraceFiles files;
  {
    const auto stream = files.open(text.scenario, text.scenario.sources[0]);
  }
  close(ends[0]);
  close(ends[1]);
}
