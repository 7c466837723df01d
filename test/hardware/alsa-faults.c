// Faults of sound devices, injected between a program and alsa-lib (LD_PRELOAD), and cards that the kernel does not have. Each fault is
// on while a file of its name exists in $FAULT_FOLDER. Without a fault the real functions are called.
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

typedef long frames_t;

// An addon brings alsa-lib along with itself, where RTLD_NEXT does not look.
static void *real_function(const char *name) {
  void *next = dlsym(RTLD_NEXT, name);
  return next != NULL ? next : dlsym(dlopen("libasound.so.2", RTLD_LAZY), name);
}

static int is_on(const char *fault) {
  const char *folder = getenv("FAULT_FOLDER");
  char path[512];
  snprintf(path, sizeof path, "%s/%s", folder == NULL ? "" : folder, fault);
  return folder != NULL && access(path, F_OK) == 0;
}

static int once(const char *fault) {
  char path[512];
  if (!is_on(fault)) return 0;
  snprintf(path, sizeof path, "%s/%s", getenv("FAULT_FOLDER"), fault);
  unlink(path);
  return 1;
}

// A stream that overran or ran dry says so until it is prepared anew: since 40 ms before that was noticed.
static int stopped = 0;
static const long STOPPED_US = 40000;
static const int STATE_XRUN = 4;
static struct timespec stopped_at;
static struct timeval stopped_at_wall;

static frames_t stop(void) {
  stopped = 1;
  clock_gettime(CLOCK_MONOTONIC, &stopped_at);
  stopped_at.tv_nsec -= STOPPED_US * 1000;
  if (stopped_at.tv_nsec < 0) stopped_at.tv_sec--, stopped_at.tv_nsec += 1000000000;
  gettimeofday(&stopped_at_wall, NULL);
  stopped_at_wall.tv_usec -= STOPPED_US;
  if (stopped_at_wall.tv_usec < 0) stopped_at_wall.tv_sec--, stopped_at_wall.tv_usec += 1000000;
  return -EPIPE;
}

int snd_pcm_status_get_state(const void *status) {
  int (*real)(const void *) = real_function("snd_pcm_status_get_state");
  return stopped ? STATE_XRUN : real(status);
}

void snd_pcm_status_get_trigger_htstamp(const void *status, struct timespec *at) {
  (void)status;
  *at = stopped_at;
}

void snd_pcm_status_get_trigger_tstamp(const void *status, struct timeval *at) {
  (void)status;
  *at = stopped_at_wall;
}

int snd_pcm_prepare(void *pcm) {
  int (*real)(void *) = real_function("snd_pcm_prepare");
  stopped = 0;
  return real(pcm);
}

// What the kernel tells of sound cards is read from $FAULT_FOLDER/machine instead.
static const char *redirect(const char *path, char *other, size_t size) {
  static const char cards[] = "/proc/asound";
  const char *folder = getenv("FAULT_FOLDER");
  if (folder == NULL || strncmp(path, cards, sizeof cards - 1) != 0) return path;
  snprintf(other, size, "%s/machine%s", folder, path);
  return other;
}

static int is_microphone(int file) {
  char link[64], path[512], own[512];
  const char *folder = getenv("FAULT_FOLDER");
  if (folder == NULL) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  snprintf(own, sizeof own, "%s/in", folder);
  return strcmp(path, own) == 0;
}

// More than a second of six channels: a reader that a busy machine kept waiting has lost nothing. All at once it is no flood yet.
static const int MICROPHONE_BYTES = 262144;

// A card records from when it is opened on: what is in the FIFO by then was for nobody.
static int started(int file) {
  ssize_t (*real_read)(int, void *, size_t) = real_function("read");
  char older[4096];
  int waiting = 0;
  if (file < 0 || !is_microphone(file)) return file;
  fcntl(file, F_SETPIPE_SZ, MICROPHONE_BYTES);
  while (ioctl(file, FIONREAD, &waiting) == 0 && waiting > 0)
    if (real_read(file, older, sizeof older) <= 0) break;
  return file;
}

static int open_as(const char *name, const char *path, int flags, int mode) {
  int (*real)(const char *, int, ...) = real_function(name);
  char other[512];
  return started(real(redirect(path, other, sizeof other), flags, mode));
}

int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  int mode = va_arg(rest, int);
  va_end(rest);
  return open_as("open", path, flags, mode);
}

int open64(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  int mode = va_arg(rest, int);
  va_end(rest);
  return open_as("open64", path, flags, mode);
}

typedef int filter_t(const struct dirent64 *);
typedef int order_t(const struct dirent64 **, const struct dirent64 **);

int scandir64(const char *path, struct dirent64 ***list, filter_t *filter, order_t *order) {
  int (*real)(const char *, struct dirent64 ***, filter_t *, order_t *) = real_function("scandir64");
  char other[512];
  return real(redirect(path, other, sizeof other), list, filter, order);
}

// A card gives as much as it is asked for. A FIFO gives what there is, and the "file" plugin takes that for all of it.
ssize_t read(int file, void *buffer, size_t size) {
  static ssize_t (*real)(int, void *, size_t) = NULL;
  if (real == NULL) real = real_function("read");
  ssize_t count = real(file, buffer, size);
  if (count <= 0 || (size_t)count == size || !is_microphone(file)) return count;
  while ((size_t)count < size) {
    ssize_t more = real(file, (char *)buffer + count, size - count);
    if (more <= 0) break;
    count += more;
  }
  return count;
}

static void stall(void) {
  while (is_on("stall") && !is_on("unplugged")) usleep(5000);
}

// A mono device of 16 kHz that counts, and of which each sample is read once.
static frames_t read_ramp(short *buffer, unsigned long size) {
  static int next = 0;
  for (unsigned long i = 0; i < size; i++) buffer[i] = next++ % 30000;
  usleep(size * 1000000 / 16000);
  return size;
}

int snd_pcm_open(void **pcm, const char *name, int stream, int mode) {
  int (*real)(void **, const char *, int, int) = real_function("snd_pcm_open");
  return is_on("unplugged") ? -ENODEV : real(pcm, name, stream, mode);
}

int snd_pcm_hw_params_set_channels(void *pcm, void *params, unsigned int value) {
  int (*real)(void *, void *, unsigned int) = real_function("snd_pcm_hw_params_set_channels");
  return is_on("refuse-channels") ? -EINVAL : real(pcm, params, value);
}

frames_t snd_pcm_readi(void *pcm, void *buffer, unsigned long size) {
  frames_t (*real)(void *, void *, unsigned long) = real_function("snd_pcm_readi");
  stall();
  if (is_on("unplugged")) return -ENODEV;
  if (once("xrun") || is_on("overruns")) return stop();
  if (is_on("ramp")) return read_ramp(buffer, size);
  return real(pcm, buffer, size);
}

frames_t snd_pcm_writei(void *pcm, const void *buffer, unsigned long size) {
  frames_t (*real)(void *, const void *, unsigned long) = real_function("snd_pcm_writei");
  stall();
  if (is_on("unplugged")) return -ENODEV;
  if (once("underrun")) return stop();
  return real(pcm, buffer, size);
}
