namespace Psutil.Platforms.Windows;

/// <summary>What a whole disk is asked.</summary>
internal enum DriveQuestion
{
    /// <summary><c>IOCTL_DISK_PERFORMANCE</c>.</summary>
    Performance,

    /// <summary><c>IOCTL_STORAGE_QUERY_PROPERTY</c> with <c>StorageDeviceTemperatureProperty</c>.</summary>
    Temperature,
}
