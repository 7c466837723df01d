// A mixer without hardware, for ALSA's external control plugin: one stereo playback volume of -50 to 0 dB and its switch, whose values
// are the files "volume" and "switch" of a folder. It is away while there is a file "unplugged".
#include <alsa/asoundlib.h>
#include <alsa/control_external.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { VOLUME, SWITCH, ELEMENTS };
static const char *const NAMES[ELEMENTS] = {"Speaker Playback Volume", "Speaker Playback Switch"};
static const char *const FILES[ELEMENTS] = {"volume", "switch"};
static const unsigned int SCALE[] = {SND_CTL_TLVT_DB_SCALE, 2 * sizeof(int), (unsigned int)-5000, 50};

struct mixer {
  snd_ctl_ext_t ext;
  char folder[256];
};

static void path_of(struct mixer *mixer, const char *name, char path[512]) {
  snprintf(path, 512, "%s/%s", mixer->folder, name);
}

static int elem_count(snd_ctl_ext_t *ext) { return ELEMENTS; }

static int elem_list(snd_ctl_ext_t *ext, unsigned int offset, snd_ctl_elem_id_t *id) {
  snd_ctl_elem_id_set_interface(id, SND_CTL_ELEM_IFACE_MIXER);
  snd_ctl_elem_id_set_name(id, NAMES[offset]);
  return 0;
}

static snd_ctl_ext_key_t find_elem(snd_ctl_ext_t *ext, const snd_ctl_elem_id_t *id) {
  for (int i = 0; i < ELEMENTS; i++)
    if (strcmp(snd_ctl_elem_id_get_name(id), NAMES[i]) == 0) return i;
  return SND_CTL_EXT_KEY_NOT_FOUND;
}

static int get_attribute(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, int *type, unsigned int *access, unsigned int *count) {
  *type = key == VOLUME ? SND_CTL_ELEM_TYPE_INTEGER : SND_CTL_ELEM_TYPE_BOOLEAN;
  *access = SND_CTL_EXT_ACCESS_READWRITE | (key == VOLUME ? SND_CTL_EXT_ACCESS_TLV_READ : 0);
  *count = 2;
  return 0;
}

static int get_integer_info(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, long *least, long *most, long *step) {
  *least = 0;
  *most = key == VOLUME ? 100 : 1;
  *step = 1;
  return 0;
}

static int read_integer(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, long *value) {
  char path[512];
  path_of(ext->private_data, FILES[key], path);
  FILE *file = fopen(path, "r");
  value[0] = 0;
  if (file != NULL && fscanf(file, "%ld", value) != 1) value[0] = 0;
  if (file != NULL) fclose(file);
  value[1] = value[0];
  return 0;
}

static int write_integer(snd_ctl_ext_t *ext, snd_ctl_ext_key_t key, long *value) {
  char path[512];
  path_of(ext->private_data, FILES[key], path);
  FILE *file = fopen(path, "w");
  if (file == NULL) return -EIO;
  fprintf(file, "%ld\n", value[0]);
  fclose(file);
  return 1;
}

static int read_event(snd_ctl_ext_t *ext, snd_ctl_elem_id_t *id, unsigned int *mask) { return -EAGAIN; }

static void close_mixer(snd_ctl_ext_t *ext) { free(ext->private_data); }

static const snd_ctl_ext_callback_t CALLBACKS = {
    .close = close_mixer,
    .elem_count = elem_count,
    .elem_list = elem_list,
    .find_elem = find_elem,
    .get_attribute = get_attribute,
    .get_integer_info = get_integer_info,
    .read_integer = read_integer,
    .write_integer = write_integer,
    .read_event = read_event,
};

SND_CTL_PLUGIN_DEFINE_FUNC(linnet_test) {
  const char *folder = getenv("FAULT_FOLDER");
  struct mixer *mixer = calloc(1, sizeof *mixer);
  char path[512];
  snprintf(mixer->folder, sizeof mixer->folder, "%s", folder == NULL ? "" : folder);
  path_of(mixer, "unplugged", path);
  if (access(path, F_OK) == 0) {
    free(mixer);
    return -ENODEV;
  }
  mixer->ext.version = SND_CTL_EXT_VERSION;
  mixer->ext.poll_fd = -1;
  mixer->ext.callback = &CALLBACKS;
  mixer->ext.private_data = mixer;
  mixer->ext.tlv.p = SCALE;
  int error = snd_ctl_ext_create(&mixer->ext, name, mode);
  if (error < 0) return error;
  *handlep = mixer->ext.handle;
  return 0;
}

SND_CTL_PLUGIN_SYMBOL(linnet_test);
