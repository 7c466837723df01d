// What dtoverlay=gpio-key makes on a Raspberry Pi, where there is no device tree: a button of the kernel's own gpio-keys on the line
// whose number is the parameter.
#include <linux/gpio_keys.h>
#include <linux/input.h>
#include <linux/module.h>
#include <linux/platform_device.h>

static int line;
module_param(line, int, 0);

static struct gpio_keys_button button = {
	.code = KEY_PROG1, .active_low = 1, .type = EV_KEY, .debounce_interval = 20, .desc = "linnet-button",
};
static const struct gpio_keys_platform_data data = { .buttons = &button, .nbuttons = 1, .name = "linnet-button" };
static struct platform_device *device;

static int __init begin(void)
{
	button.gpio = line;
	device = platform_device_register_data(NULL, "gpio-keys", PLATFORM_DEVID_NONE, &data, sizeof(data));
	return PTR_ERR_OR_ZERO(device);
}

static void __exit end(void)
{
	platform_device_unregister(device);
}

module_init(begin);
module_exit(end);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("A button on a simulated GPIO line");
