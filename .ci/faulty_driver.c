/* A layer between the program and the machine's Vulkan driver that behaves as broken drivers do (.ci/graphics):
 *   FAULT=refuse   no device is made
 *   FAULT=die      the process dies when a device is made
 *   LOSE=FILE      when FILE is there, it is removed, and the device is lost before the next picture is drawn
 *   BREAK=FILE     the same, but after it was drawn: wgpu 30 ends in a panic then
 * Written without the headers of Vulkan, so that a compiler is all it takes. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef void (*Function)(void);
typedef Function (*GetProc)(void *, const char *);

typedef struct Link {
    struct Link *next;
    GetProc get_instance_proc;
    GetProc get_next_proc; /* of a physical device or of a device */
} Link;

typedef struct Chained {
    int32_t type;
    const struct Chained *next;
    int32_t function;
    Link *link;
} Chained;

enum { INSTANCE = 47, DEVICE = 48, LINK = 0, INITIALIZATION_FAILED = -3, DEVICE_LOST = -4 };

static GetProc next_instance_proc, next_device_proc;
static void *instance;
static int32_t (*next_submit)(void *, uint32_t, const void *, void *);
static int32_t (*next_acquire)(void *, uint64_t, uint64_t, uint64_t, uint64_t, uint32_t *);

static Link *take_link(const void *info, int32_t type) {
    Chained *at = (Chained *)((const Chained *)info)->next;
    while (at && !(at->type == type && at->function == LINK)) at = (Chained *)at->next;
    if (!at) return NULL;
    Link *link = at->link;
    at->link = link->next;
    return link;
}

static int is(const char *fault) {
    const char *wanted = getenv("FAULT");
    return wanted && !strcmp(wanted, fault);
}

static int32_t create_instance(const void *info, const void *allocator, void **made) {
    Link *link = take_link(info, INSTANCE);
    if (!link) return INITIALIZATION_FAILED;
    next_instance_proc = link->get_instance_proc;
    int32_t (*create)(const void *, const void *, void **) =
        (int32_t (*)(const void *, const void *, void **))next_instance_proc(NULL, "vkCreateInstance");
    int32_t result = create(info, allocator, made);
    if (!result) instance = *made;
    return result;
}

static int32_t create_device(void *physical, const void *info, const void *allocator, void **made) {
    if (is("die")) abort();
    if (is("refuse")) return INITIALIZATION_FAILED;
    Link *link = take_link(info, DEVICE);
    if (!link) return INITIALIZATION_FAILED;
    next_device_proc = link->get_next_proc;
    int32_t (*create)(void *, const void *, const void *, void **) =
        (int32_t (*)(void *, const void *, const void *, void **))link->get_instance_proc(instance, "vkCreateDevice");
    int32_t result = create(physical, info, allocator, made);
    if (result) return result;
    next_submit = (int32_t (*)(void *, uint32_t, const void *, void *))next_device_proc(*made, "vkQueueSubmit");
    next_acquire = (int32_t (*)(void *, uint64_t, uint64_t, uint64_t, uint64_t, uint32_t *))next_device_proc(
        *made, "vkAcquireNextImageKHR");
    return result;
}

/* Whether a file that stands for a fault was there. */
static int happens(const char *fault) {
    const char *file = getenv(fault);
    return file && !unlink(file);
}

static int32_t submit(void *queue, uint32_t count, const void *batches, void *fence) {
    return happens("BREAK") ? DEVICE_LOST : next_submit(queue, count, batches, fence);
}

static int32_t acquire(void *device, uint64_t chain, uint64_t wait, uint64_t semaphore, uint64_t fence, uint32_t *at) {
    return happens("LOSE") ? DEVICE_LOST : next_acquire(device, chain, wait, semaphore, fence, at);
}

static Function device_proc(void *device, const char *name) {
    if (!strcmp(name, "vkGetDeviceProcAddr")) return (Function)device_proc;
    if (!strcmp(name, "vkQueueSubmit")) return (Function)submit;
    if (!strcmp(name, "vkAcquireNextImageKHR")) return (Function)acquire;
    return next_device_proc ? next_device_proc(device, name) : NULL;
}

static Function instance_proc(void *of, const char *name) {
    if (!strcmp(name, "vkGetInstanceProcAddr")) return (Function)instance_proc;
    if (!strcmp(name, "vkGetDeviceProcAddr")) return (Function)device_proc;
    if (!strcmp(name, "vkCreateInstance")) return (Function)create_instance;
    if (!strcmp(name, "vkCreateDevice")) return (Function)create_device;
    return next_instance_proc ? next_instance_proc(of, name) : NULL;
}

__attribute__((visibility("default"))) Function vkGetInstanceProcAddr(void *of, const char *name) {
    return instance_proc(of, name);
}

__attribute__((visibility("default"))) Function vkGetDeviceProcAddr(void *of, const char *name) {
    return device_proc(of, name);
}
