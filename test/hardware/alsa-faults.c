// Faults of sound devices, injected between a program and alsa-lib (LD_PRELOAD). Each is on while a file of its name exists in
// $FAULT_FOLDER. Without a fault the real functions are called.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

typedef long frames_t;

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

int snd_pcm_open(void **pcm, const char *name, int stream, int mode) {
  int (*real)(void **, const char *, int, int) = dlsym(RTLD_NEXT, "snd_pcm_open");
  return is_on("unplugged") ? -ENODEV : real(pcm, name, stream, mode);
}

int snd_pcm_hw_params_set_channels(void *pcm, void *params, unsigned int value) {
  int (*real)(void *, void *, unsigned int) = dlsym(RTLD_NEXT, "snd_pcm_hw_params_set_channels");
  return is_on("refuse-channels") ? -EINVAL : real(pcm, params, value);
}

frames_t snd_pcm_readi(void *pcm, void *buffer, unsigned long size) {
  frames_t (*real)(void *, void *, unsigned long) = dlsym(RTLD_NEXT, "snd_pcm_readi");
  stall();
  if (is_on("unplugged")) return -ENODEV;
  if (once("xrun")) return -EPIPE;
  return real(pcm, buffer, size);
}

frames_t snd_pcm_writei(void *pcm, const void *buffer, unsigned long size) {
  frames_t (*real)(void *, const void *, unsigned long) = dlsym(RTLD_NEXT, "snd_pcm_writei");
  stall();
  if (is_on("unplugged")) return -ENODEV;
  return real(pcm, buffer, size);
}
