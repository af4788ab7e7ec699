using Psutil.Platforms.Nvidia.Interop;

namespace Psutil.Platforms.Nvidia;

/// <summary>What the errors of NVML mean.</summary>
internal static class NvmlErrors
{
    /// <summary>Why a value is missing after a call that failed.</summary>
    public static Unavailability ReasonOf(string function, NvmlResult result) =>
        new()
        {
            Reason = result switch
            {
                NvmlResult.NotSupported or NvmlResult.FunctionNotFound or NvmlResult.ArgumentVersionMismatch or NvmlResult.Deprecated =>
                    UnavailableReason.NotSupported,
                NvmlResult.NoPermission => UnavailableReason.Denied,
                NvmlResult.Timeout => UnavailableReason.TimedOut,
                _ => UnavailableReason.Failed,
            },
            Error = new SystemCallError
            {
                SystemCall = function,
                ErrorCode = (int)result,
                Description = Describe(result),
            },
        };

    /// <summary>The name of an error in nvml.h; the number of one that this library does not know.</summary>
    private static string Describe(NvmlResult result) =>
        result switch
        {
            NvmlResult.Uninitialized => "NVML_ERROR_UNINITIALIZED",
            NvmlResult.InvalidArgument => "NVML_ERROR_INVALID_ARGUMENT",
            NvmlResult.NotSupported => "NVML_ERROR_NOT_SUPPORTED",
            NvmlResult.NoPermission => "NVML_ERROR_NO_PERMISSION",
            NvmlResult.NotFound => "NVML_ERROR_NOT_FOUND",
            NvmlResult.InsufficientSize => "NVML_ERROR_INSUFFICIENT_SIZE",
            NvmlResult.InsufficientPower => "NVML_ERROR_INSUFFICIENT_POWER",
            NvmlResult.DriverNotLoaded => "NVML_ERROR_DRIVER_NOT_LOADED",
            NvmlResult.Timeout => "NVML_ERROR_TIMEOUT",
            NvmlResult.IrqIssue => "NVML_ERROR_IRQ_ISSUE",
            NvmlResult.LibraryNotFound => "NVML_ERROR_LIBRARY_NOT_FOUND, the library is not in any of the usual folders",
            NvmlResult.FunctionNotFound => "NVML_ERROR_FUNCTION_NOT_FOUND",
            NvmlResult.CorruptedInforom => "NVML_ERROR_CORRUPTED_INFOROM",
            NvmlResult.GpuIsLost => "NVML_ERROR_GPU_IS_LOST",
            NvmlResult.ResetRequired => "NVML_ERROR_RESET_REQUIRED",
            NvmlResult.OperatingSystem => "NVML_ERROR_OPERATING_SYSTEM",
            NvmlResult.LibRmVersionMismatch => "NVML_ERROR_LIB_RM_VERSION_MISMATCH",
            NvmlResult.InUse => "NVML_ERROR_IN_USE",
            NvmlResult.Memory => "NVML_ERROR_MEMORY",
            NvmlResult.NoData => "NVML_ERROR_NO_DATA",
            NvmlResult.InsufficientResources => "NVML_ERROR_INSUFFICIENT_RESOURCES",
            NvmlResult.ArgumentVersionMismatch => "NVML_ERROR_ARGUMENT_VERSION_MISMATCH",
            NvmlResult.Deprecated => "NVML_ERROR_DEPRECATED",
            NvmlResult.NotReady => "NVML_ERROR_NOT_READY",
            NvmlResult.GpuNotFound => "NVML_ERROR_GPU_NOT_FOUND",
            NvmlResult.InvalidState => "NVML_ERROR_INVALID_STATE",
            NvmlResult.Unknown => "NVML_ERROR_UNKNOWN",
            _ => string.Create(CultureInfo.InvariantCulture, $"NVML error {(int)result}"),
        };
}
