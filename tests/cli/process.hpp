// process.hpp: the program under test as a child process, with what it wrote and how it ended.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace thaw::test {

struct Ended {
  int status = -1;  // exit status; 128 + number after a signal
  std::string out, err;
};

/// Runs a shell command in a folder, its standard input empty; THAW in the environment is the program under test.
Ended shell(const std::string& command, const std::filesystem::path& folder = "/");

/// A folder of the test's own, gone at its end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  void put(const std::string& name, const std::string& text) const;
  [[nodiscard]] std::string content(const std::string& name) const;
  [[nodiscard]] bool has(const std::string& name) const;
  /// Names of what is in it, sorted.
  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// `thaw` with these arguments, run in this folder.
  [[nodiscard]] Ended thaw(const std::string& arguments) const { return shell("\"$THAW\" " + arguments, path_); }

 private:
  std::filesystem::path path_;
};

/// The program running in a folder, fed through a pipe on standard input.
class Running {
 public:
  Running(const std::vector<std::string>& arguments, const Folder& folder);
  ~Running();
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;

  /// False once the program reads no more.
  bool feed(const std::string& text);
  void close_input();
  /// Until the program has read all that it was fed, has no signal to take, and its main thread waits for more; at most 10 s.
  bool wait_until_it_waits() const;
  void signal(int number) const;
  /// The status as in Ended; waits at most 30 s.
  int wait();

 private:
  pid_t child_ = -1;
  int input_ = -1;
};

}  // namespace thaw::test
