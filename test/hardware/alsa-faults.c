// Faults of sound devices, injected between a program and alsa-lib (LD_PRELOAD). Each is on while a file of its name exists in
// $FAULT_FOLDER. Without a fault the real functions are called.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
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
  if (once("xrun")) return -EPIPE;
  if (is_on("ramp")) return read_ramp(buffer, size);
  return real(pcm, buffer, size);
}

frames_t snd_pcm_writei(void *pcm, const void *buffer, unsigned long size) {
  frames_t (*real)(void *, const void *, unsigned long) = real_function("snd_pcm_writei");
  stall();
  if (is_on("unplugged")) return -ENODEV;
  return real(pcm, buffer, size);
}
