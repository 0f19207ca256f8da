import type { UdevWord } from "./udevWords.ts";

/** What a device can do (systemd-udevd: the kernel's uevents). */
export const actions: readonly UdevWord[] = [
  { word: "add", meaning: "The device has come, or was there already when udev started." },
  { word: "remove", meaning: "The device has gone." },
  { word: "change", meaning: "Something about the device is new: a medium, a state." },
  { word: "move", meaning: "The device has another name or place." },
  { word: "online", meaning: "The device, often a processor or memory, is in use again." },
  { word: "offline", meaning: "The device is out of use, but still there." },
  { word: "bind", meaning: "A driver has taken the device." },
  { word: "unbind", meaning: "The driver has let go of the device." },
];

/** Tags that programs of systemd look for. */
export const tags: readonly UdevWord[] = [
  {
    word: "systemd",
    meaning: "systemd makes .device units of the device and heeds its SYSTEMD_… properties.",
  },
  { word: "uaccess", meaning: "The user in front of the seat may use the device." },
  { word: "seat", meaning: "The device belongs to a seat." },
  { word: "master-of-seat", meaning: "A seat exists as long as this device does." },
  { word: "power-switch", meaning: "systemd-logind listens to its power and sleep keys." },
];

/** Subsystems that rules are often about. */
export const subsystems: readonly string[] = [
  "backlight",
  "block",
  "bluetooth",
  "drm",
  "gpio",
  "hidraw",
  "i2c-dev",
  "input",
  "leds",
  "misc",
  "module",
  "net",
  "pci",
  "power_supply",
  "printer",
  "scsi",
  "sound",
  "tty",
  "usb",
  "video4linux",
];

/** Files in the folders of devices in /sys that rules often compare. */
export const attributes: readonly UdevWord[] = [
  { word: "idVendor", meaning: "Of a USB device: its vendor, four hexadecimal digits." },
  { word: "idProduct", meaning: "Of a USB device: its model, four hexadecimal digits." },
  { word: "bcdDevice", meaning: "Of a USB device: its revision, four digits." },
  { word: "serial", meaning: "Of a USB device: its serial number." },
  { word: "manufacturer", meaning: "Of a USB device: its maker, in words." },
  { word: "product", meaning: "Of a USB device: its model, in words." },
  { word: "address", meaning: "Of a network interface: its hardware address." },
  { word: "vendor", meaning: "Of a PCI device: its vendor, as in 0x8086." },
  { word: "device", meaning: "Of a PCI device: its model, as in 0x1533." },
  { word: "power/control", meaning: "Whether the kernel may suspend the device: auto or on." },
];

/** Properties that udev's own rules set and that other rules often compare. */
export const properties: readonly UdevWord[] = [
  { word: "DEVTYPE", meaning: "What the device is in its subsystem, such as usb_device, disk or partition." },
  { word: "ID_VENDOR_ID", meaning: "The vendor's number." },
  { word: "ID_MODEL_ID", meaning: "The model's number." },
  { word: "ID_SERIAL_SHORT", meaning: "The serial number." },
  { word: "ID_PATH", meaning: "The way to the device, which stays the same as long as nobody replugs it." },
  { word: "ID_FS_TYPE", meaning: "The file system on a block device." },
  { word: "ID_FS_LABEL", meaning: "The label of the file system." },
  { word: "ID_FS_UUID", meaning: "The UUID of the file system." },
  { word: "ID_INPUT_KEYBOARD", meaning: "1 for a keyboard." },
  { word: "ID_INPUT_MOUSE", meaning: "1 for a mouse." },
];
