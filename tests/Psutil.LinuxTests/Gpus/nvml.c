/* A stand-in for NVIDIA's management library. Its structures are written from the documentation of NVML. -DOLD leaves out what drivers of
   before 2020 do not have; -DV2 has the second version of the lists of processes. The test says what each function returns. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#ifdef V2
#define nvmlDeviceGetComputeRunningProcesses_v3 nvmlDeviceGetComputeRunningProcesses_v2
#define nvmlDeviceGetGraphicsRunningProcesses_v3 nvmlDeviceGetGraphicsRunningProcesses_v2
#endif

typedef struct { int number; } *device_t;
typedef struct { unsigned long long total, free, used; } memory_t;
typedef struct { unsigned int version; unsigned long long total, reserved, free, used; } memory_v2_t;
typedef struct { unsigned int gpu, memory; } utilization_t;
typedef struct {
  char busIdLegacy[16];
  unsigned int domain, bus, device, pciDeviceId, pciSubSystemId;
  char busId[32];
} pci_t;
typedef struct { unsigned int pid; unsigned long long usedGpuMemory; } process_v1_t;
typedef struct { unsigned int pid; unsigned long long usedGpuMemory; unsigned int gpuInstanceId, computeInstanceId; } process_v2_t;
typedef struct { unsigned int pid; unsigned long long timeStamp; unsigned int smUtil, memUtil, encUtil, decUtil; } sample_t;

enum { NOT_FOUND = 6, INSUFFICIENT_SIZE = 7, MISMATCH = 25, UNINITIALIZED = 1 };

#define MOST 64
static struct { char name[96]; int result; } results[MOST];
static int known, open_sessions;
static volatile int hangs, is_released;
static char hanging[96];

/* What the test sets. */
unsigned int standin_count = 1, standin_mig, standin_processes = 1, standin_claimed, standin_growth, standin_pid;
unsigned long long standin_now, standin_memory = 512ULL << 20;
volatile int standin_inits, standin_shutdowns, standin_waiting;

void standin_set(const char *name, int result) {
  snprintf(results[known].name, sizeof results[known].name, "%s", name);
  results[known++].result = result;
}
void standin_forget(void) { known = 0; }
void standin_hang(const char *name) {
  snprintf(hanging, sizeof hanging, "%s", name);
  is_released = 0;
  hangs = 1;
}
void standin_release(void) { hangs = 0; is_released = 1; }

static int enter(const char *name) {
  for (int i = 0; i < known; i++)
    if (!strcmp(results[i].name, name)) return results[i].result;
  if (hangs && !strcmp(hanging, name)) {
    standin_waiting = 1;
    while (!is_released) usleep(1000);
    standin_waiting = 0;
  }
  if (strncmp(name, "nvmlInit", 8) && !open_sessions) return UNINITIALIZED;
  return 0;
}
#define ENTER { int entered = enter(__func__); if (entered) return entered; }

static int put(char *to, unsigned int length, const char *text) {
  if (length <= strlen(text)) return INSUFFICIENT_SIZE;
  strcpy(to, text);
  return 0;
}

int nvmlInit_v2(void) { ENTER open_sessions++; standin_inits++; return 0; }
int nvmlShutdown(void) { ENTER open_sessions--; standin_shutdowns++; return 0; }
int nvmlSystemGetDriverVersion(char *text, unsigned int length) { ENTER return put(text, length, "550.54.14"); }
int nvmlDeviceGetCount_v2(unsigned int *count) { ENTER *count = standin_count; return 0; }

static int numbers[MOST * 2];
int nvmlDeviceGetHandleByIndex_v2(unsigned int index, device_t *device) {
  ENTER
  if (index >= MOST) return NOT_FOUND;
  numbers[index] = (int)index;
  *device = (device_t)&numbers[index];
  return 0;
}

static void fill_pci(device_t device, pci_t *pci, int is_old) {
  pci->domain = 0;
  pci->bus = 0x41u + (unsigned int)device->number;
  pci->device = 0;
  pci->pciDeviceId = 0x233010deu;
  pci->pciSubSystemId = 0;
  snprintf(pci->busIdLegacy, sizeof pci->busIdLegacy, "0000:%02X:00.0", pci->bus);
  if (!is_old) snprintf(pci->busId, sizeof pci->busId, "00000000:%02X:00.0", pci->bus);
}
#ifdef OLD
int nvmlDeviceGetPciInfo_v2(device_t device, pci_t *pci) { ENTER fill_pci(device, pci, 1); return 0; }
#else
int nvmlDeviceGetPciInfo_v3(device_t device, pci_t *pci) { ENTER fill_pci(device, pci, 0); return 0; }
#endif

int nvmlDeviceGetName(device_t device, char *text, unsigned int length) {
  ENTER
  return put(text, length, device->number >= MOST ? "NVIDIA H100 MIG 1g.10gb" : "NVIDIA H100 PCIe");
}
int nvmlDeviceGetUUID(device_t device, char *text, unsigned int length) { ENTER (void)device; return put(text, length, "MIG-0123"); }
int nvmlDeviceGetMemoryInfo(device_t device, memory_t *memory) {
  ENTER
  (void)device;
  *memory = (memory_t){ 80ULL << 30, 60ULL << 30, 20ULL << 30 };
  return 0;
}
#ifndef OLD
int nvmlDeviceGetMemoryInfo_v2(device_t device, memory_v2_t *memory) {
  ENTER
  (void)device;
  if (memory->version != (sizeof(memory_v2_t) | 2u << 24)) return MISMATCH;
  *memory = (memory_v2_t){ memory->version, 80ULL << 30, 1ULL << 30, 60ULL << 30, 19ULL << 30 };
  return 0;
}
int nvmlDeviceGetCurrentClocksEventReasons(device_t device, unsigned long long *bits) { ENTER (void)device; *bits = 0x4 | 0x40; return 0; }
int nvmlDeviceGetMigMode(device_t device, unsigned int *current, unsigned int *pending) {
  ENTER
  (void)device;
  *current = *pending = standin_mig > 0;
  return 0;
}
int nvmlDeviceGetMaxMigDeviceCount(device_t device, unsigned int *count) { ENTER (void)device; *count = 7; return 0; }
int nvmlDeviceGetMigDeviceHandleByIndex(device_t device, unsigned int index, device_t *instance) {
  ENTER
  (void)device;
  if (index >= standin_mig) return NOT_FOUND;
  numbers[MOST + index] = MOST + (int)index;
  *instance = (device_t)&numbers[MOST + index];
  return 0;
}
#else
int nvmlDeviceGetCurrentClocksThrottleReasons(device_t device, unsigned long long *bits) { ENTER (void)device; *bits = 1ULL << 40; return 0; }
#endif
int nvmlDeviceGetUtilizationRates(device_t device, utilization_t *use) { ENTER (void)device; *use = (utilization_t){ 87, 33 }; return 0; }
int nvmlDeviceGetEncoderUtilization(device_t device, unsigned int *percent, unsigned int *period) {
  ENTER
  (void)device;
  *percent = 12;
  *period = 167000;
  return 0;
}
int nvmlDeviceGetDecoderUtilization(device_t device, unsigned int *percent, unsigned int *period) {
  ENTER
  (void)device;
  *percent = 0;
  *period = 167000;
  return 0;
}
int nvmlDeviceGetClockInfo(device_t device, int kind, unsigned int *mhz) { ENTER (void)device; *mhz = kind == 2 ? 1593 : 1755; return 0; }
int nvmlDeviceGetMaxClockInfo(device_t device, int kind, unsigned int *mhz) { ENTER (void)device; *mhz = kind == 0 ? 1980 : 0; return 0; }
int nvmlDeviceGetTemperature(device_t device, int sensor, unsigned int *degrees) { ENTER (void)device; *degrees = sensor ? 0 : 41; return 0; }
int nvmlDeviceGetFanSpeed(device_t device, unsigned int *percent) { ENTER (void)device; *percent = 30; return 0; }
int nvmlDeviceGetPowerUsage(device_t device, unsigned int *milliwatts) { ENTER (void)device; *milliwatts = 123456; return 0; }
int nvmlDeviceGetEnforcedPowerLimit(device_t device, unsigned int *milliwatts) { ENTER (void)device; *milliwatts = 350000; return 0; }
#ifndef OLD
int nvmlDeviceGetTotalEnergyConsumption(device_t device, unsigned long long *millijoules) { ENTER (void)device; *millijoules = 5000500; return 0; }
#endif

/* Each call can find more processes than the one before. */
#define LIST(type, ...)                                                         \
  unsigned int room = *count;                                                    \
  if (standin_claimed) { *count = standin_claimed; return INSUFFICIENT_SIZE; }   \
  *count = standin_processes;                                                    \
  standin_processes += standin_growth;                                           \
  if (room < *count) return INSUFFICIENT_SIZE;                                   \
  for (unsigned int i = 0; i < *count; i++) list[i] = (type)__VA_ARGS__;         \
  return 0;
#ifdef OLD
int nvmlDeviceGetComputeRunningProcesses(device_t device, unsigned int *count, process_v1_t *list) {
  ENTER
  (void)device;
  LIST(process_v1_t, { standin_pid + i, standin_memory })
}
int nvmlDeviceGetGraphicsRunningProcesses(device_t device, unsigned int *count, process_v1_t *list) {
  ENTER
  (void)device;
  LIST(process_v1_t, { standin_pid + i, standin_memory })
}
#else
int nvmlDeviceGetComputeRunningProcesses_v3(device_t device, unsigned int *count, process_v2_t *list) {
  ENTER
  (void)device;
  LIST(process_v2_t, { standin_pid + i, standin_memory, ~0u, ~0u })
}
int nvmlDeviceGetGraphicsRunningProcesses_v3(device_t device, unsigned int *count, process_v2_t *list) {
  ENTER
  (void)device;
  LIST(process_v2_t, { standin_pid + i, standin_memory, ~0u, ~0u })
}
int nvmlDeviceGetProcessUtilization(device_t device, sample_t *samples, unsigned int *count, unsigned long long since) {
  ENTER
  (void)device;
  if (*count < 2) { *count = 2; return INSUFFICIENT_SIZE; }
  *count = 2;
  samples[0] = (sample_t){ standin_pid, since + 5, 64, 1, 2, 3 };
  samples[1] = (sample_t){ standin_pid, since + 1, 7, 1, 2, 3 };
  return 0;
}
#endif
