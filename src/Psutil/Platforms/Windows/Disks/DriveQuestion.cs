namespace Psutil.Platforms.Windows;

/// <summary>A query to a whole disk.</summary>
internal enum DriveQuestion
{
    /// <summary><c>IOCTL_DISK_PERFORMANCE</c>.</summary>
    Performance,

    /// <summary><c>IOCTL_STORAGE_QUERY_PROPERTY</c> with <c>StorageDeviceTemperatureProperty</c>.</summary>
    Temperature,
}
