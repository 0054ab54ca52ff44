#include "cli/process.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace fs = std::filesystem;

namespace thaw::test {

namespace {

std::string content_of(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

int status_of(int wait_status) {
  return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : 128 + WTERMSIG(wait_status);  // NOLINT: the system's macros
}

/// Which of its sleeps the main thread is in, told by how often it has been switched; empty if it runs or has a signal to take.
std::string sleep_of(pid_t process) {
  std::ifstream file("/proc/" + std::to_string(process) + "/status");
  std::string switches;
  for (std::string line; std::getline(file, line);) {
    const bool pending = line.starts_with("SigPnd:") || line.starts_with("ShdPnd:");
    if (pending && line.find_first_not_of("0 \t", line.find(':') + 1) != std::string::npos) return "";
    if (line.starts_with("State:") && line.find('S', line.find(':')) == std::string::npos) return "";
    if (line.find("voluntary_ctxt_switches") != std::string::npos) switches += line;
  }
  return switches;
}

std::string quoted(const std::string& text) {
  return "'" + text + "'";
}

}  // namespace

Ended shell(const std::string& command, const fs::path& folder) {
  const Folder streams;
  const std::string out = (streams.path() / "out").string();
  const std::string err = (streams.path() / "err").string();
  // In a subshell, so that the command may redirect its own standard output.
  const std::string whole = "cd " + quoted(folder.string()) + " && export THAW=" + quoted(THAW_BINARY) + " && ( " + command +
                            " ) >" + quoted(out) + " 2>" + quoted(err) + " </dev/null";
  Ended ended;
  ended.status = status_of(std::system(whole.c_str()));  // NOLINT: a test of a command line
  ended.out = content_of(out);
  ended.err = content_of(err);
  return ended;
}

Folder::Folder() {
  std::string name = (fs::temp_directory_path() / "thaw-cli-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

void Folder::put(const std::string& name, const std::string& text) const {
  std::ofstream(path_ / name, std::ios::binary) << text;
}

std::string Folder::content(const std::string& name) const {
  return content_of(path_ / name);
}
bool Folder::has(const std::string& name) const {
  return fs::exists(path_ / name);
}

std::vector<std::string> Folder::names() const {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(path_)) found.push_back(entry.path().filename().string());
  std::sort(found.begin(), found.end());
  return found;
}

Running::Running(const std::vector<std::string>& arguments, const Folder& folder) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  input_ = ends[1];
  ::signal(SIGPIPE, SIG_IGN);
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_addchdir_np(&actions, folder.path().c_str());
  ::posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
  ::posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::vector<std::string> words = {THAW_BINARY};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  const int error = ::posix_spawn(&child_, THAW_BINARY, &actions, nullptr, pointers.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(ends[0]);
  if (error != 0) throw std::runtime_error("cannot start the program");
}

Running::~Running() {
  close_input();
  if (child_ < 0) return;
  ::kill(child_, SIGKILL);
  ::waitpid(child_, nullptr, 0);
}

bool Running::feed(const std::string& text) {
  return ::write(input_, text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

void Running::close_input() {
  if (input_ >= 0) ::close(input_);
  input_ = -1;
}

bool Running::wait_until_it_waits() const {
  std::string before;
  for (int tries = 0; tries < 500; ++tries) {
    int unread = 1;
    const bool read = ::ioctl(input_, FIONREAD, &unread) == 0 && unread == 0;
    const std::string now = read ? sleep_of(child_) : "";
    if (!now.empty() && now == before) return true;
    before = now;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return false;
}

void Running::signal(int number) const {
  ::kill(child_, number);
}

int Running::wait() {
  for (int tries = 0; tries < 3'000; ++tries) {
    int status = 0;
    if (::waitpid(child_, &status, WNOHANG) == child_) {
      child_ = -1;
      return status_of(status);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return -1;
}

}  // namespace thaw::test
