#include "report/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "thaw/check.hpp"

namespace fs = std::filesystem;

namespace {

// A folder of the test's own, gone at its end.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "thaw-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), fs::directory_iterator()));
  }

 private:
  fs::path path_;
};

std::string content(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

void put(const std::string& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

std::string failure_of(const std::string& path) {
  try {
    thaw::OutputFile file(path);
    return "none";
  } catch (const thaw::OutputFailure& failure) {
    return failure.what();
  }
}

}  // namespace

TEST_CASE("a file has its name only once it is committed") {
  const Folder folder;
  thaw::OutputFile file(folder / "out.json");
  file.write("{}");
  CHECK(!fs::exists(folder / "out.json"));
  file.commit();
  CHECK(content(folder / "out.json") == "{}");
  CHECK(!file.in_place());
  CHECK(folder.entries() == 1);
}

TEST_CASE("without a commit the old file stands and nothing stays behind") {
  const Folder folder;
  put(folder / "out.json", "old");
  {
    thaw::OutputFile file(folder / "out.json");
    file.write("new");
  }
  CHECK(content(folder / "out.json") == "old");
  CHECK(folder.entries() == 1);
}

TEST_CASE("large writes come out as they went in") {
  const Folder folder;
  std::string all;
  thaw::OutputFile file(folder / "out");
  for (int i = 0; i < 40; ++i) {
    const std::string piece(static_cast<std::size_t>(i) * 20'011, static_cast<char>('a' + i % 26));
    file.write(piece);
    all += piece;
  }
  CHECK(file.size() == all.size());
  file.commit();
  CHECK(content(folder / "out") == all);
}

TEST_CASE("a replaced file keeps its permissions, and a new one obeys the umask") {
  const Folder folder;
  put(folder / "old", "x");
  ::chmod((folder / "old").c_str(), 0640);
  const mode_t mask = ::umask(027);
  for (const std::string name : {"old", "new"}) {
    thaw::OutputFile file(folder / name);
    file.commit();
  }
  ::umask(mask);
  struct stat status{};
  ::stat((folder / "old").c_str(), &status);
  CHECK((status.st_mode & 07777U) == 0640);
  ::stat((folder / "new").c_str(), &status);
  CHECK((status.st_mode & 07777U) == 0640);
}

TEST_CASE("a symbolic link stays one, and what it leads to is replaced") {
  const Folder folder;
  put(folder / "target", "old");
  fs::create_symlink("target", folder / "link");
  fs::create_symlink("later", folder / "dangling");
  for (const std::string name : {"link", "dangling"}) {
    thaw::OutputFile file(folder / name);
    file.write("new");
    file.commit();
    CHECK(fs::is_symlink(folder / name));
  }
  CHECK(content(folder / "target") == "new");
  CHECK(content(folder / "later") == "new");
}

TEST_CASE("what cannot be written is told in one line that names it") {
  const Folder folder;
  fs::create_directory(folder / "dir");
  CHECK(failure_of(folder / "dir") == "cannot write '" + (folder / "dir") + "': Is a directory");
  CHECK(failure_of(folder / "new/") == "cannot write '" + (folder / "new/") + "': Is a directory");
  CHECK(failure_of(folder / "none/out") == "cannot write '" + (folder / "none/out") + "': No such file or directory");
  put(folder / "file", "");
  CHECK(failure_of(folder / "file/out") == "cannot write '" + (folder / "file/out") + "': Not a directory");
  CHECK(failure_of("") == "cannot write a file without a name");
  CHECK(failure_of(folder / std::string(300, 'n')).find("File name too long") != std::string::npos);
}

TEST_CASE("a full device is a failure that names the reason") {
  thaw::OutputFile file("/dev/full");
  CHECK(file.in_place());
  file.write("x");
  CHECK_THROWS_WITH(file.commit(), "cannot write '/dev/full': No space left on device");
}

TEST_CASE("a pipe is written in place") {
  const Folder folder;
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  std::string got;
  std::thread reader([&] { got = content(folder / "pipe"); });
  thaw::OutputFile file(folder / "pipe");
  file.write("through");
  file.commit();
  reader.join();
  CHECK(got == "through");
  CHECK(fs::is_fifo(folder / "pipe"));
}

TEST_CASE("pieces can be put into another order, keeping the permissions") {
  const Folder folder;
  put(folder / "out", "");
  ::chmod((folder / "out").c_str(), 0600);
  thaw::OutputFile file(folder / "out");
  file.write("headBBBaa");
  file.rearrange({{0, 4}, {7, 2}, {4, 3}});
  file.write("!");
  file.commit();
  CHECK(content(folder / "out") == "headaaBBB!");
  CHECK(folder.entries() == 1);
  struct stat status{};
  ::stat((folder / "out").c_str(), &status);
  CHECK((status.st_mode & 0777U) == 0600);
}

TEST_CASE("two names of one file are found out") {
  const Folder folder;
  put(folder / "a", "");
  put(folder / "b", "");
  fs::create_symlink("a", folder / "link");
  fs::create_hard_link(folder / "a", folder / "hard");
  CHECK(thaw::same_regular_file(folder / "a", folder / "link"));
  CHECK(thaw::same_regular_file(folder / "a", folder / "hard"));
  CHECK(!thaw::same_regular_file(folder / "a", folder / "b"));
  CHECK(!thaw::same_regular_file(folder / "a", folder / "none"));
  CHECK(!thaw::same_regular_file("/dev/null", "/dev/null"));
}

TEST_CASE("a signal handler can remove every temporary file") {
  const Folder folder;
  thaw::OutputFile one(folder / "one");
  thaw::OutputFile two(folder / "two");
  CHECK(folder.entries() == 2);
  thaw::remove_temporaries_now();
  CHECK(folder.entries() == 0);
}

TEST_CASE("a hidden file can be read back but not committed") {
  const Folder folder;
  thaw::OutputFile file(folder / "spool");
  file.write("abc");
  file.hide();
  CHECK(folder.entries() == 0);
  thaw::StringSink sink;
  file.copy_to(sink, {{1, 2}, {0, 1}});
  CHECK(sink.text == "bca");
  CHECK_THROWS_AS(file.commit(), thaw::BrokenInvariant);
}
