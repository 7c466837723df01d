// /dev/spidev0.0 without SPI, between a program and the C library (LD_PRELOAD): what the kernel would be told is written to the file
// $SPI_RECORD, a line each.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/spi/spidev.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The kernel's own limit of a message (spidev.bufsiz).
#define MOST_BYTES 4096

static int device = -1;

int open64(const char *path, int flags, ...) {
  int (*real_open)(const char *, int, ...) = dlsym(RTLD_NEXT, "open64");
  va_list rest;
  va_start(rest, flags);
  int mode = va_arg(rest, int);
  va_end(rest);
  if (strcmp(path, "/dev/spidev0.0") != 0) return real_open(path, flags, mode);
  device = real_open(getenv("SPI_RECORD"), O_WRONLY | O_CREAT | O_APPEND, 0600);
  return device;
}

static int take_message(const struct spi_ioc_transfer *transfer) {
  if (transfer->len > MOST_BYTES) {
    errno = EMSGSIZE;
    return -1;
  }
  dprintf(device, "message of %u at %u:", transfer->len, transfer->speed_hz);
  const unsigned char *bytes = (const unsigned char *)(unsigned long)transfer->tx_buf;
  for (unsigned i = 0; i < transfer->len; i++) dprintf(device, " %02x", bytes[i]);
  dprintf(device, "\n");
  return (int)transfer->len;
}

int ioctl(int file, unsigned long request, ...) {
  int (*real_ioctl)(int, unsigned long, ...) = dlsym(RTLD_NEXT, "ioctl");
  va_list rest;
  va_start(rest, request);
  void *argument = va_arg(rest, void *);
  va_end(rest);
  if (file != device || _IOC_TYPE(request) != SPI_IOC_MAGIC) return real_ioctl(file, request, argument);
  if (request == SPI_IOC_RD_MODE) return *(unsigned char *)argument = 0;
  if (request == SPI_IOC_WR_MODE) return dprintf(device, "mode %u\n", *(unsigned char *)argument), 0;
  if (request == SPI_IOC_WR_BITS_PER_WORD) return dprintf(device, "bits %u\n", *(unsigned char *)argument), 0;
  if (request == SPI_IOC_WR_MAX_SPEED_HZ) return dprintf(device, "at most %u\n", *(unsigned *)argument), 0;
  if (_IOC_NR(request) == 0 && _IOC_SIZE(request) == sizeof(struct spi_ioc_transfer)) return take_message(argument);
  errno = EINVAL;
  return -1;
}
